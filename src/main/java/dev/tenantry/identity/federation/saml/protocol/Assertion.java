package dev.tenantry.identity.federation.saml.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider says of somebody who signed in there.
 *
 * @param nameId     what the provider calls the person
 * @param nameFormat of which kind that name is
 * @param attributes values by name, and by friendly name where that is nobody's name
 * @param endsAt     when the provider's own session ends
 */
public record Assertion(
        String id,
        String nameId,
        @Nullable String nameFormat,
        Map<String, List<String>> attributes,
        @Nullable Instant endsAt) {

    private static final String PREFIX = "urn:oasis:names:tc:SAML:";
    private static final String TRANSIENT = PREFIX + "2.0:nameid-format:transient";
    private static final String EMAIL = PREFIX + "1.1:nameid-format:emailAddress";
    private static final List<String> SUBJECT_IDS = List.of(PREFIX + "attribute:subject-id",
            PREFIX + "attribute:pairwise-id");
    private static final List<String> EMAILS = List.of("urn:oid:0.9.2342.19200300.100.1.3",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            "http://schemas.xmlsoap.org/claims/EmailAddress", "mail", "Mail", "email", "Email");

    /** What names the person for good; null where the provider tells only of this one visit. */
    public @Nullable String subject() {
        var named = first(SUBJECT_IDS);
        if (named != null) {
            return named;
        }
        return TRANSIENT.equals(nameFormat) ? null : nameId;
    }

    /** Where providers usually tell it. */
    public @Nullable String email() {
        var told = first(EMAILS);
        return told == null && EMAIL.equals(nameFormat) ? nameId : told;
    }

    private @Nullable String first(List<String> names) {
        for (var name : names) {
            var values = attributes.get(name);
            if (values != null && !values.isEmpty() && !values.getFirst().isBlank()) {
                return values.getFirst();
            }
        }
        return null;
    }
}
