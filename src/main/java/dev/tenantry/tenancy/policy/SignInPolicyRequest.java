package dev.tenantry.tenancy.policy;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.role.BuiltInRole;

/**
 * What an organization demands of who signs in. What is absent is not demanded.
 *
 * @param mfaRequired         a second factor, of everybody
 * @param mfaRequiredRoles    a second factor, of these roles
 * @param ssoRequired         a sign-in by the organization's identity provider, and by no other
 * @param ssoProviderId       which that is; where it is absent, the one until now, or else the one that the caller's session was
 *                            begun by
 * @param allowedEmailDomains none: any
 * @param sessionLength       after how many seconds sessions end
 */
record SignInPolicyRequest(
        @Nullable Boolean mfaRequired,
        @Size(max = 10) @Nullable List<@NotNull BuiltInRole> mfaRequiredRoles,
        @Nullable Boolean ssoRequired,
        @Nullable UUID ssoProviderId,
        @Size(max = 100) @Nullable List<@NotNull @Size(max = 253) @Pattern(regexp = "(?i)[a-z0-9-]+(\\.[a-z0-9-]+)+", message = "must be a domain") String> allowedEmailDomains,
        @Min(300) @Max(31_536_000) @Nullable Integer sessionLength) {

    SignInPolicyRequest {
        mfaRequired = mfaRequired != null && mfaRequired;
        mfaRequiredRoles = mfaRequiredRoles == null ? List.of() : mfaRequiredRoles.stream().distinct().toList();
        ssoRequired = ssoRequired != null && ssoRequired;
        allowedEmailDomains = allowedEmailDomains == null
                ? List.of()
                : allowedEmailDomains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    boolean isSsoRequired() {
        return Boolean.TRUE.equals(ssoRequired);
    }

    SignInPolicyRequest by(@Nullable UUID provider) {
        return new SignInPolicyRequest(mfaRequired, mfaRequiredRoles, ssoRequired, provider, allowedEmailDomains,
                sessionLength);
    }
}
