package dev.tenantry.shared.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;

/** The request's {@code If-Match}: which versions the change may apply to. A controller takes it as a parameter. */
public record IfMatch(@Nullable String header) {

    public static final IfMatch ANY = new IfMatch(null);

    /** @throws ProblemException 412 with the current ETag where the resource has another version */
    public void check(TenantEntity entity) {
        check(entity.getVersion());
    }

    public void check(int version) {
        if (header == null || header.strip().equals("*")) {
            return;
        }
        var current = Versioned.etag(version);
        if (Arrays.stream(header.split(",")).map(String::strip).noneMatch(current::equals)) {
            throw ProblemException.stale(current);
        }
    }
}
