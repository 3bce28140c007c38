package dev.tenantry.identity.federation.saml;

import java.util.LinkedHashMap;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.federation.saml.protocol.Assertion;
import dev.tenantry.identity.federation.saml.protocol.Expectation;
import dev.tenantry.identity.federation.saml.protocol.Responses;
import dev.tenantry.identity.federation.saml.protocol.SamlException;
import dev.tenantry.identity.federation.saml.protocol.ServiceProvider;
import dev.tenantry.shared.mail.EmailAddress;

/** Reads from an accepted response whom the provider vouches for. */
@Component
class SamlProfiles {

    private final MetadataSource metadata;
    private final Responses responses;
    private final ServiceProvider us;

    SamlProfiles(MetadataSource metadata, Responses responses, ServiceProvider us) {
        this.metadata = metadata;
        this.responses = responses;
        this.us = us;
    }

    /** @throws ProviderFault where the response is not accepted, or does not tell who it is about */
    ExternalProfile read(SamlProvider provider, String message, String requestId) {
        var described = metadata.of(provider);
        try {
            var assertion = responses.accept(message, described,
                    new Expectation(us.entityId(), us.consumer(), requestId));
            return profile(provider, assertion);
        } catch (SamlException refused) {
            throw ProviderFault.of(RefusalReason.RESPONSE_REFUSED, refused.text(), ExternalErrors.assertionInvalid());
        }
    }

    private static ExternalProfile profile(SamlProvider provider, Assertion assertion) {
        var subject = assertion.subject();
        if (subject == null) {
            throw ExternalErrors.assertionWithoutUser();
        }
        var mapped = provider.saml().mapping().apply(assertion);
        var email = mapped.get("email") instanceof String text && !text.isBlank() ? text : assertion.email();
        if (email == null || email.isBlank()) {
            throw ExternalErrors.assertionWithoutEmail();
        }
        requireDomain(provider, email);
        var data = new LinkedHashMap<>(mapped);
        data.put("iss", provider.saml().entityId());
        data.put("sub", subject);
        data.put("email", email);
        data.put("email_verified", true);
        data.put("phone_verified", false);
        return new ExternalProfile(provider.identityProvider(), subject, email, true, data);
    }

    /**
     * A provider vouches for the domains that it is registered for: an address opens invitations, and policies go by it.
     * One that is registered for none is the operator's own, and vouches for all.
     */
    private static void requireDomain(SamlProvider provider, String email) {
        var address = EmailAddress.canonical(email.strip());
        var domain = address.substring(address.lastIndexOf('@') + 1);
        if (!provider.domains().isEmpty()
                && provider.domains().stream().noneMatch(known -> known.domain().equals(domain))) {
            throw ProviderFault.of(RefusalReason.ADDRESS_FOREIGN, "not a domain of the provider",
                    ExternalErrors.assertionInvalid());
        }
    }
}
