package dev.tenantry.automation.run;

import java.nio.charset.StandardCharsets;

import org.springframework.util.DigestUtils;

import dev.tenantry.shared.tenancy.TenantContext;

/** By which other services know a step of a run, however often it is tried. */
public final class IdempotencyKeys {

    private IdempotencyKeys() {}

    /**
     * The same for every attempt at a step of a run, and for nothing else: of whatever version the run is by then.
     *
     * @param step its id
     */
    public static String of(long runId, String step) {
        var name = TenantContext.current().organizationId() + "/" + runId + "/" + step;
        return "msg_" + DigestUtils.md5DigestAsHex(name.getBytes(StandardCharsets.UTF_8));
    }
}
