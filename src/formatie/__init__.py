"""Caseload, formation and distribution for a youth team, without a framework. See README.md."""
