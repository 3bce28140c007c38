package dev.tenantry.identity.mfa;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.shared.access.Assurance;

/** Which second factors people may have. */
@Component
@EnableConfigurationProperties(MfaSettings.class)
class FactorRules {

    private final MfaSettings settings;
    private final IdentitySettings identity;

    FactorRules(MfaSettings settings, IdentitySettings identity) {
        this.settings = settings;
        this.identity = identity;
    }

    void refuseWhereDisabled(FactorType type) {
        if (!settings.isEnabled(type)) {
            throw FactorErrors.enrolDisabled(type.toString());
        }
    }

    /**
     * Whether another factor may join these.
     *
     * @param level what the session proves: whoever has a second factor uses it to add another
     */
    void check(List<Factor> present, String name, String level) {
        if (!name.isEmpty() && present.stream().anyMatch(factor -> factor.name().equals(name))) {
            throw FactorErrors.nameConflict(name);
        }
        if (present.size() >= settings.maxFactors()) {
            throw FactorErrors.tooMany();
        }
        if (level.equals(Assurance.AAL1) && present.stream().anyMatch(Factor::isVerified)) {
            throw FactorErrors.insufficientAal("AAL2 required to enroll a new factor");
        }
    }

    /** Whom authenticators name where the client says nothing. */
    String issuer() {
        var host = URI.create(identity.siteUrl()).getHost();
        return host == null ? "Tenantry" : host;
    }
}
