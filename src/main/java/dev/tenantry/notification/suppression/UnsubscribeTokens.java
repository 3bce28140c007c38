package dev.tenantry.notification.suppression;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.mail.EmailAddress;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a link ends with: whose mail it was and which address it was for, encrypted and authenticated, so that nothing of it shows in logs and
 * nobody makes one up. It is good for as long as the mail is kept: nothing of the mail is needed but the link.
 */
@Component
class UnsubscribeTokens {

    private static final String PURPOSE = "unsubscribe links";
    private static final int ID_BYTES = 16;
    private static final int LONGEST = 400;

    private final AesGcm cipher;

    UnsubscribeTokens(MasterSecret secret) {
        cipher = new AesGcm(secret.derive(PURPOSE));
    }

    /** @param email as it was written to */
    record Token(UUID organizationId, String email) {}

    /** In base64url, 400 characters at most. */
    String seal(Token token) {
        var email = token.email.getBytes(UTF_8);
        var plain = ByteBuffer.allocate(ID_BYTES + email.length)
                .putLong(token.organizationId.getMostSignificantBits())
                .putLong(token.organizationId.getLeastSignificantBits())
                .put(email);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(plain.array(), PURPOSE));
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Token> open(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain = ByteBuffer.wrap(cipher.open(Base64.getUrlDecoder().decode(text), PURPOSE));
            var organization = new UUID(plain.getLong(), plain.getLong());
            return Optional.of(new Token(organization, UTF_8.decode(plain).toString()))
                    .filter(token -> EmailAddress.isValid(token.email));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
