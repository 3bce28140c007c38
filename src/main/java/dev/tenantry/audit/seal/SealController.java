package dev.tenantry.audit.seal;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/audit-logs")
class SealController {

    private static final String READ = "audit-logs:read";

    private final SealProofs proofs;
    private final BundleExport bundles;

    SealController(SealProofs proofs, BundleExport bundles) {
        this.proofs = proofs;
        this.bundles = bundles;
    }

    @RequiresPermission(READ)
    @GetMapping("/head")
    HeadResponse head() {
        return HeadResponse.of(proofs.head());
    }

    @RequiresPermission(READ)
    @GetMapping("/{id}/proof")
    InclusionProof proof(@PathVariable Long id, @RequestParam(required = false) @Nullable Long size) {
        return proofs.inclusion(id, size);
    }

    @RequiresPermission(READ)
    @GetMapping("/consistency")
    ConsistencyProof consistency(@RequestParam Long from, @RequestParam(required = false) @Nullable Long to) {
        return proofs.consistency(from, to);
    }

    /** Sealed entries with what it takes to verify them offline, as JSON lines. It takes what it takes to have them exported, and to fetch the file. */
    @RequiresPermission({"audit-log-exports:create", "audit-log-exports:read", READ})
    @StepUp(orKey = true)
    @NotImpersonated
    @GetMapping(path = "/bundle", produces = "application/jsonl")
    void bundle(@RequestParam(defaultValue = "0") Long from, @RequestParam(required = false) @Nullable Long to,
            HttpServletResponse response)
            throws IOException {
        var bundle = bundles.open(from, to);
        response.setContentType("application/jsonl;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-log.jsonl\"");
        bundles.write(bundle, response.getOutputStream());
    }
}
