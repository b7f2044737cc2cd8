"""Compiles what povtool does most often, if a C compiler is at hand; else povtool is Python alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface):
    """Puts each ``_native`` module beside its source, for wheels and editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, or say that it could not be done and go on."""
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext

        sources = sorted(path.relative_to(self.root) for path in Path(self.root, "src").rglob("_native.c"))
        extensions = [Extension(".".join(path.with_suffix("").parts[1:]), [str(path)]) for path in sources]
        command = build_ext(Distribution({"ext_modules": extensions, "package_dir": {"": "src"}}))
        command.inplace = True
        command.build_temp = str(Path(self.root, "build", "temp"))
        try:
            command.ensure_finalized()
            command.run()
        except Exception as problem:  # whatever a missing compiler or header raises
            print(f"povtool: not compiled, so it is slower ({problem})", file=sys.stderr)
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for path in sources:
            build_data["artifacts"] += [f"{path.parent}/_native.*.so", f"{path.parent}/_native.*.pyd"]
