package dev.tenantry.crm.quote;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.SealedTexts;
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

    private final SealedTexts texts;
    private final QuoteSettings settings;

    QuoteLinks(MasterSecret secret, QuoteSettings settings) {
        texts = new SealedTexts(secret.derive(PURPOSE), PURPOSE, LONGEST);
        this.settings = settings;
    }

    record Target(UUID organizationId, Long quoteId) {}

    /** To a quote of the current organization. */
    String to(Long quote) {
        var plain = SealedTexts.put(ByteBuffer.allocate(BYTES), TenantContext.current().organizationId());
        return settings.url() + "?token=" + texts.seal(plain.putLong(quote));
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Target> open(String token) {
        return texts.open(token, plain -> new Target(SealedTexts.id(plain), plain.getLong()));
    }
}
