"""A small OpenID provider: one client, a few people, codes with PKCE, signed tokens; it can be told to lie.

``python provider.py PORT REDIRECT`` serves it on 127.0.0.1; ``/lie?about=...`` says what is wrong with its tokens from
then on, and nothing is while that is empty.
"""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
import sys
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "desk", "a secret between provider and desk"
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "ana": {"name": "Ana Tuilagi", "email": "ana@example.org", "groups": ["staff", "hq-j35"]},
    "olu": {"name": "<b>Olu</b> & Co", "email": "olu@example.org", "groups": ["hq-visitors"]},
    "leo": {"name": "Leo", "email": "leo@example.org", "groups": ["liaison"], "nation": "FJI"},
    "eve": {"name": "Eve", "email": "eve@example.org", "groups": ["planner"]},
}
LIES = ("signature", "nonce", "audience", "issuer", "expired")


def provider(issuer: str, redirect: str) -> Starlette:
    """The provider's pages; it sends people back to ``redirect`` only."""
    key, other = RSAKey.generate_key(2048, auto_kid=True), RSAKey.generate_key(2048, auto_kid=True)
    codes: dict[str, dict[str, str]] = {}
    lie = ""

    async def mislead(request: Request) -> Response:
        nonlocal lie
        lie = request.query_params.get("about", "")
        return Response(lie)

    async def discover(request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
                "end_session_endpoint": f"{issuer}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != redirect:
            return Response("unknown client or address", 400)
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return Response("wanted a code with PKCE", 400)
        who = request.query_params.get("who", "")
        if who not in PEOPLE:
            links = (f"<a href='?{urlencode({**asked, 'who': name})}'>{html.escape(name)}</a>" for name in PEOPLE)
            return HTMLResponse(f"<title>Who are you?</title>{' '.join(links)}")
        code = secrets.token_urlsafe()
        codes[code] = {**asked, "who": who}
        return RedirectResponse(f"{redirect}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(request: Request) -> Response:
        said = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = codes.pop(said.get("code", ""), None)
        if not (_client(request, said) and asked and said.get("redirect_uri") == redirect):
            return JSONResponse({"error": "invalid_grant"}, 400)
        proof = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": "http://127.0.0.1:1" if lie == "issuer" else issuer,
            "aud": "somebody else" if lie == "audience" else CLIENT,
            "iat": now - 7200 if lie == "expired" else now,
            "exp": now - 3600 if lie == "expired" else now + 300,
            "nonce": "another" if lie == "nonce" else asked["nonce"],
            "sub": asked["who"],
            **PEOPLE[asked["who"]],
        }
        signed = jwt.encode({"alg": "RS256", "kid": key.kid}, claims, other if lie == "signature" else key)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300, "id_token": signed}
        )

    async def leave(request: Request) -> Response:
        back = request.query_params.get("post_logout_redirect_uri", "")
        return RedirectResponse(back, 302) if back == redirect else Response("unknown address", 400)

    pages = {
        "/.well-known/openid-configuration": discover,
        "/keys": keys,
        "/authorize": authorize,
        "/leave": leave,
        "/lie": mislead,
    }
    routes = [Route(path, page, methods=["GET"]) for path, page in pages.items()]
    return Starlette(routes=[*routes, Route("/token", token, methods=["POST"])])


def _client(request: Request, said: Mapping[str, str]) -> bool:
    basic = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
    plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    told = request.headers.get("authorization", "")
    return told in (f"Basic {basic}", f"Basic {plain}") or said.get("client_secret") == SECRET


if __name__ == "__main__":
    port, redirect = int(sys.argv[1]), sys.argv[2]
    uvicorn.run(provider(f"http://127.0.0.1:{port}", redirect), host="127.0.0.1", port=port, log_level="warning")
