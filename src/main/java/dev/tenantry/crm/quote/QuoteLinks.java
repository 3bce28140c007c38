package dev.tenantry.crm.quote;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Where customers answer: whose quote it is and which, encrypted and authenticated, so that nobody makes one up. What makes a link good
 * for one answer is the quote, which takes one.
 */
@Component
@EnableConfigurationProperties(QuoteSettings.class)
class QuoteLinks {

    private static final String PURPOSE = "quote links";
    private static final int BYTES = 24;
    private static final int LONGEST = 200;

    private final AesGcm cipher;
    private final QuoteSettings settings;

    QuoteLinks(MasterSecret secret, QuoteSettings settings) {
        cipher = new AesGcm(secret.derive(PURPOSE));
        this.settings = settings;
    }

    record Target(UUID organizationId, Long quoteId) {}

    /** To a quote of the current organization. */
    String to(Long quote) {
        var organization = TenantContext.current().organizationId();
        var plain = ByteBuffer.allocate(BYTES)
                .putLong(organization.getMostSignificantBits())
                .putLong(organization.getLeastSignificantBits())
                .putLong(quote);
        return settings.url() + "?token="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(plain.array(), PURPOSE));
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Target> open(String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain = ByteBuffer.wrap(cipher.open(Base64.getUrlDecoder().decode(token), PURPOSE));
            return Optional.of(new Target(new UUID(plain.getLong(), plain.getLong()), plain.getLong()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
