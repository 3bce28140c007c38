package dev.tenantry.crm.form.submission;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.SealedTexts;
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

    private final SealedTexts texts;
    private final Clock clock;

    PageTokens(MasterSecret secret, Clock clock) {
        texts = new SealedTexts(secret.derive(PURPOSE), PURPOSE, LONGEST);
        this.clock = clock;
    }

    public PageToken next(PublishedForm form) {
        var key = new byte[KEY_BYTES];
        System.arraycopy(AesGcm.newKey(), 0, key, 0, KEY_BYTES);
        var now = clock.instant();
        var plain = ByteBuffer.allocate(BYTES).putInt(form.version()).putLong(now.toEpochMilli()).put(key);
        var text = texts.seal(plain, form.address());
        return new PageToken(form.version(), now, HexFormat.of().formatHex(key), text);
    }

    /** Of what was sent to the address of a form; empty where it is none of that form's, or too old. */
    public Optional<PageToken> read(String address, String text) {
        return texts.open(text, address, plain -> token(plain, text))
                .filter(token -> token.shownAt().plus(LIFETIME).isAfter(clock.instant()));
    }

    private static PageToken token(ByteBuffer plain, String text) {
        var version = plain.getInt();
        var shownAt = Instant.ofEpochMilli(plain.getLong());
        var key = new byte[KEY_BYTES];
        plain.get(key);
        return new PageToken(version, shownAt, HexFormat.of().formatHex(key), text);
    }
}
