"""The desk: pages in a browser, served to this machine only; a page draws, it never computes."""
