package dev.tenantry.crm.form.submission;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;

/** Makes and reads what pages have: encrypted and authenticated, for one form each, so that nobody says when a page was shown but we. */
@Component
public class PageTokens {

    /** How long a page may be open before it is sent. */
    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String PURPOSE = "form pages";
    private static final int KEY_BYTES = 8;
    private static final int BYTES = Integer.BYTES + Long.BYTES + KEY_BYTES;
    private static final int LONGEST = 100;

    private final AesGcm cipher;
    private final Clock clock;

    PageTokens(MasterSecret secret, Clock clock) {
        cipher = new AesGcm(secret.derive(PURPOSE));
        this.clock = clock;
    }

    public PageToken next(PublishedForm form) {
        var key = new byte[KEY_BYTES];
        System.arraycopy(AesGcm.newKey(), 0, key, 0, KEY_BYTES);
        var now = clock.instant();
        var plain = ByteBuffer.allocate(BYTES).putInt(form.version()).putLong(now.toEpochMilli()).put(key);
        var text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher.seal(plain.array(), PURPOSE + form.address()));
        return new PageToken(form.version(), now, HexFormat.of().formatHex(key), text);
    }

    /** Of what was sent to the address of a form; empty where it is none of that form's, or too old. */
    public Optional<PageToken> read(String address, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain = ByteBuffer.wrap(cipher.open(Base64.getUrlDecoder().decode(text), PURPOSE + address));
            var version = plain.getInt();
            var shownAt = Instant.ofEpochMilli(plain.getLong());
            var key = new byte[KEY_BYTES];
            plain.get(key);
            return Optional.of(new PageToken(version, shownAt, HexFormat.of().formatHex(key), text))
                    .filter(token -> shownAt.plus(LIFETIME).isAfter(clock.instant()));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }
}
