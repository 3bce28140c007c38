package dev.tenantry.tenancy.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;
import dev.tenantry.tenancy.role.BuiltInRole;

/**
 * What an organization demands of who signs in.
 *
 * @param ssoProviderId the organization's identity provider; absent where it has none
 * @param sessionLength after how many seconds sessions end; absent: when all do
 * @param updatedAt     absent where nothing has ever been demanded
 */
record SignInPolicyResponse(
        boolean mfaRequired,
        List<BuiltInRole> mfaRequiredRoles,
        boolean ssoRequired,
        @Nullable UUID ssoProviderId,
        List<String> allowedEmailDomains,
        @Nullable Integer sessionLength,
        int version,
        @Nullable Instant updatedAt)
        implements
            Versioned {

    static final SignInPolicyResponse NONE = new SignInPolicyResponse(false, List.of(), false, null, List.of(), null, 0,
            null);

    SignInPolicyRequest asRequest() {
        return new SignInPolicyRequest(mfaRequired, mfaRequiredRoles, ssoRequired, ssoProviderId, allowedEmailDomains,
                sessionLength);
    }
}
