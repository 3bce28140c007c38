package dev.tenantry.notification.suppression;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.SealedTexts;
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

    private final SealedTexts texts;

    UnsubscribeTokens(MasterSecret secret) {
        texts = new SealedTexts(secret.derive(PURPOSE), PURPOSE, LONGEST);
    }

    /** @param email as it was written to */
    record Token(UUID organizationId, String email) {}

    /** In base64url, 400 characters at most. */
    String seal(Token token) {
        var email = token.email.getBytes(UTF_8);
        return texts.seal(SealedTexts.put(ByteBuffer.allocate(ID_BYTES + email.length), token.organizationId)
                .put(email));
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Token> open(String text) {
        return texts.open(text, plain -> new Token(SealedTexts.id(plain), UTF_8.decode(plain).toString()))
                .filter(token -> EmailAddress.isValid(token.email));
    }
}
