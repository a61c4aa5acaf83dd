"""What a planner reads about typical mistakes, word for word."""

from __future__ import annotations

import pytest

HEAD = "start: 2024-01-01T06:00:00+00:00\nhost: FJI\n"

MISTAKES = {
    "a negative payload": (
        "assets.csv", "type,owner,base,payload_t\nuh60,AUS,nausori,-10\n",
        "assets.csv:2:4: payload_t: input should be greater than 0, got '-10'",
    ),
    "a misspelt site": (
        "needs.csv", "site,item,quantity\nnort,water,3\n",
        "needs.csv:2:1: site: 'nort' is not in sites; did you mean 'north'?",
    ),
    "a misspelt item": (
        "needs.csv", "site,item,quantity\nnorth,watr,3\n",
        "needs.csv:2:2: item: 'watr' is not in the catalogue; did you mean 'water'?",
    ),
    "an unknown type": (
        "assets.csv", "type,owner,base\nc130,AUS,nausori\n",
        "assets.csv:2:1: type: 'c130' is not in the catalogue; did you mean 'c130j'?",
    ),
    "a two-letter nation": (
        "assets.csv", "type,owner,base\nuh60,NO,nausori\n",
        "assets.csv:2:2: owner: 'NO' is neither a nation (ISO 3166 alpha-3) nor in organisations; "
        "two-letter codes are not read, write 'NOR'",
    ),
    "Norway read as false": (
        "assets.csv", "type,owner,base\nuh60,False,nausori\n",
        "assets.csv:2:2: owner: 'False' is neither a nation (ISO 3166 alpha-3) nor in organisations; "
        "if Norway is meant (spreadsheets and YAML read NO as false), write 'NOR'",
    ),
    "an unknown column": (
        "supplies.csv", "place,item,quantity_t,avail_h\nnausori,water,20,3\n",
        "supplies.csv:1:4: column 'avail_h' is unknown; did you mean 'available_h'?",
    ),
    "a missing column": (
        "supplies.csv", "place,item\nnausori,water\n",
        "supplies.csv:1: column 'quantity_t' is missing",
    ),
    "an empty cell": (
        "supplies.csv", "place,item,quantity_t\nnausori,,20\n",
        "supplies.csv:2:2: item: is empty, but wanted",
    ),
    "a wrong kind": (
        "places.csv", "id,kind,lat,lon\nnausori,airport,-18,178\nsuva,seaport,-18,178\n",
        "places.csv:2:2: kind: wanted one of airfield, seaport, beach, anchorage, landing_zone, warehouse, base, "
        "got 'airport'; did you mean 'seaport'?",
    ),
    "a latitude beyond the pole": (
        "sites.csv", "id,lat,lon,affected\nnorth,-165,179.5,5\nsouth,-17,178,5\n",
        "sites.csv:2:2: lat: input should be greater than or equal to -90, got '-165'",
    ),
    "a comma for the thousands": (
        "supplies.csv", 'place,item,quantity_t\nnausori,water,"1,200"\n',
        "supplies.csv:2:3: quantity_t: write 1200 without commas, got '1,200'",
    ),
    "a decimal comma": (
        "supplies.csv", 'place,item,quantity_t\nnausori,water,"1,5"\n',
        "supplies.csv:2:3: quantity_t: write the decimal mark as a point, got '1,5'",
    ),
    "not a number": (
        "supplies.csv", "place,item,quantity_t\nnausori,water,NaN\n",
        "supplies.csv:2:3: quantity_t: input should be a finite number, got 'NaN'",
    ),
    "a time without zone": (
        "supplies.csv", "place,item,quantity_t,available_h\nnausori,water,20,2024-01-02T00:00\n",
        "supplies.csv:2:4: available_h: '2024-01-02T00:00' has no zone; "
        "write it like '2013-11-08T06:00:00+08:00' or end it in Z",
    ),
    "a time before the start": (
        "supplies.csv", "place,item,quantity_t,available_h\nnausori,water,20,2024-01-01T00:00Z\n",
        "supplies.csv:2:4: available_h: '2024-01-01T00:00Z' is 6 h before the start; times count from the start on",
    ),
    "a capital id": (
        "sites.csv", "id,lat,lon,affected\nNorth,-16,179.5,5\nnorth,-16,179.5,5\nsouth,-17,178,5\n",
        "sites.csv:2:1: id: wanted small letters, digits and '_' only, got 'North'",
    ),
    "an id that comes twice": (
        "sites.csv", "id,lat,lon,affected\nnorth,-16,179.5,5\nsouth,-17,178,5\nnorth,-16,179.5,5\n",
        "sites.csv:4:1: id: 'north' is already the id of line 2",
    ),
    "one id for a site and a place": (
        "sites.csv", "id,lat,lon,affected\nnorth,-16,179.5,5\nsouth,-17,178,5\nsuva,-16,179.5,5\n",
        "places.csv:3:1: id: 'suva' is already an id in sites.csv, line 4",
    ),
    "an end before its beginning": (
        "assets.csv", "type,owner,base,ready_h,until_h\nuh60,AUS,nausori,24,12\n",
        "assets.csv:2:5: until_h: H+12 is not after ready_h, H+24",
    ),
    "a base that is no ship": (
        "assets.csv", "id,type,owner,base\none,uh60,AUS,nausori\ntwo,uh60,AUS,one\n",
        "assets.csv:3:4: base: 'one' is not a ship; wanted a place or a ship",
    ),
    "a daily window in words": (
        "places.csv", "id,kind,lat,lon,hours\nnausori,base,-18,178,daylight\nsuva,seaport,-18,178,\n",
        "places.csv:2:5: hours: a daily window is written like '06-18', got 'daylight'",
    ),
    "people for an item without a figure": (
        "needs.csv", "site,item,quantity,unit\nnorth,shelter_kit,5,people\nnorth,water,5,hours\n",
        "needs.csv:3:4: unit: wanted one of t, kg, people, h, got 'hours'",
    ),
    "a repair measured in tonnes": (
        "needs.csv", "site,item,quantity,unit\nsuva,survey,5,t\n",
        "needs.csv:2:4: unit: repair is written in h, got 't'",
    ),
    "strokes between columns": (
        "needs.csv", "site|item|quantity\nnorth|water|3\n",
        "needs.csv:1:1: columns must be separated by commas",
    ),
    "a row that is too long": (
        "needs.csv", "site,item,quantity\nnorth,water,3,4\n",
        "needs.csv:2:4: has 4 cells, but the header has 3 columns",
    ),
    "an unknown override": (
        "assets.csv", "type,owner,base,overrides\nuh60,AUS,nausori,payload:2\n",
        "assets.csv:2:4: overrides: 'payload' is not a figure of the type; did you mean 'payload_t'?",
    ),
    "no people at a site": (
        "sites.csv", "id,lat,lon\nnorth,-16,179.5\nsouth,-17,178\n",
        "sites.csv:2: affected: is empty; wanted the people affected, or the population",
    ),
    "a head without a host": (
        "scenario.yaml", "start: 2024-01-01T06:00:00+00:00\n",
        "scenario.yaml: key 'host' is missing",
    ),
    "a host in two letters": (
        "scenario.yaml", "start: 2024-01-01T06:00:00+00:00\nhost: NO\n",
        "scenario.yaml:2:7: host: wanted a nation in three letters (ISO 3166 alpha-3), got 'NO'; "
        "two-letter codes are not read, write 'NOR'",
    ),
    "a misspelt key": (
        "scenario.yaml", HEAD + "horizon: 72\n",
        "scenario.yaml:3:1: key 'horizon' is unknown; did you mean 'horizon_h'?",
    ),
    "a key that comes twice": (
        "scenario.yaml", HEAD + "host: AUS\n",
        "scenario.yaml:3:1: key 'host' comes twice",
    ),
    "a start without zone": (
        "scenario.yaml", "start: 2024-01-01T06:00:00\nhost: FJI\n",
        "scenario.yaml:1:8: start: '2024-01-01T06:00:00' has no zone; "
        "write it like '2013-11-08T06:00:00+08:00' or end it in Z",
    ),
    "a horizon that periods don't fill": (
        "scenario.yaml", HEAD + "horizon_h: 100\n",
        "scenario.yaml: period_h: from H+0 to H+100 is not a whole number of periods of 6 h",
    ),
    "a horizon beyond reason": (
        "scenario.yaml", HEAD + "horizon_h: 5000\n",
        "scenario.yaml:3:12: horizon_h: wanted 24 to 1000 hours, got 5000",
    ),
    "a period that slots don't fill": (
        "scenario.yaml", HEAD + "slot_min: 45\nperiod_h: 4\n",
        "scenario.yaml:4:11: period_h: 4 h is not a whole number of slots of 45 min",
    ),
    "an unknown aim": (
        "scenario.yaml", HEAD + "aims: [lives, fairness]\n",
        "scenario.yaml:3:15: aims.id: wanted one of lives, deprivation, worst_site, last_resort, footprint, "
        "got 'fairness'",
    ),
    "an unknown file": (
        "asset.csv", "type,owner,base\n",
        "asset.csv: is not a file of a scenario; did you mean 'assets.csv'?",
    ),
    "a file in another format": (
        "areas.json", "{}",
        "areas.json: is not a file of a scenario; did you mean 'areas.geojson'?",
    ),
    "a partner nobody knows": (
        "handovers.csv", "organisation,site\nred_cross,north\n",
        "handovers.csv:2:1: organisation: 'red_cross' is not in organisations",
    ),
    "a caveat without its place": (
        "caveats.csv", "holder,kind,value\nAUS,no_place,\n",
        "caveats.csv:2:3: value: is empty; wanted an id of sites or places",
    ),
    "a curfew without hours": (
        "orders.csv", "kind,target,value\ncurfew,north,night\n",
        "orders.csv:2:3: value: a daily window is written like '06-18', got 'night'",
    ),
    "a mutation of what is not there": (
        "injects.yaml", "- id: a\n  mutate:\n    - {set: places.suvva.max_draft_m, to: 3}\n",
        "injects.yaml:3:13: set: 'suvva' is not in places; did you mean 'suva'?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_message_names_place_finding_and_wish(mistake, tiny, faults):
    file, text, message = MISTAKES[mistake]
    assert message in faults(tiny({file: text}))


def test_all_faults_of_all_files_come_at_once(tiny, faults):
    found = faults(
        tiny(
            {"scenario.yaml": "start: yesterday\nhost: FJI\n"},
            sites_csv="id,lat,lon,affected\nnorth,x,179.5,5\nsouth,-17,200,5\n",
            needs_csv="site,item,quantity\nnowhere,water,-3\n",
            assets_csv="type,owner,base,count\nuh60,AUS,nausori,many\n",
            supplies_csv=None,
        )
    )
    assert [line.split(": ")[0] for line in found] == [
        "assets.csv:2:4",
        "needs.csv:2:1",
        "needs.csv:2:3",
        "scenario.yaml:1:8",
        "sites.csv:2:2",
        "sites.csv:3:3",
    ]


def test_a_faulty_id_does_not_make_its_references_faulty(tiny, faults):
    found = faults(tiny(sites_csv="id,lat,lon,affected\nNorth!,-16,179,5\nsouth,-17,178,5\n",
                        needs_csv="site,item,quantity\nNorth!,water,3\n"))  # fmt: skip
    assert len(found) == 1


@pytest.mark.parametrize("file", ["sites.csv", "places.csv", "needs.csv", "scenario.yaml"])
def test_a_missing_file_is_named(file, tiny, faults):
    assert f"{file}: is missing" in faults(tiny({file: None}))


def test_a_workbook_is_quoted_by_sheet_row_and_column(tiny, faults, tmp_path):
    import openpyxl

    from .conftest import TINY

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in TINY.items():
        if name.endswith(".csv"):
            sheet = book.create_sheet(name.removesuffix(".csv"))
            for line in text.splitlines():
                sheet.append(line.split(","))
    head = book.create_sheet("scenario")
    head.append(["start", "2024-01-01T06:00:00Z"])
    head.append(["host", False])
    head.append(["command.mode", "lead_nation"])
    book["assets"]["D2"] = -3
    book["needs"]["C2"] = "=1+1"
    book.create_sheet("asset")
    book.save(tmp_path / "tiny.xlsx")
    found = faults(tmp_path / "tiny.xlsx")
    assert found == [
        "asset: is not a sheet of a scenario; did you mean 'assets'?",
        "assets:2:4: count: input should be greater than or equal to 0, got '-3'",
        "needs:2:3: is a formula without a stored result; paste its value",
        "needs:2:3: quantity: is empty, but wanted",
        "scenario:2:2: host: wanted a nation in three letters (ISO 3166 alpha-3), got 'false'; "
        "if Norway is meant (spreadsheets and YAML read NO as false), write 'NOR'",
    ]
