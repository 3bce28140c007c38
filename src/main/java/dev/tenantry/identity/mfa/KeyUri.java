package dev.tenantry.identity.mfa;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.nayuki.qrcodegen.QrCode;

import dev.tenantry.shared.crypto.Secret;

/**
 * What an authenticator learns a secret from, by scanning it.
 *
 * @param issuer  whose codes they are
 * @param account whose they are there
 * @param key     the secret in Base32
 */
record KeyUri(String issuer, String account, Secret key) {

    private static final int QUIET_ZONE = 4;

    String text() {
        return "otpauth://totp/%s:%s?algorithm=SHA1&digits=%s&issuer=%s&period=%s&secret=%s".formatted(encoded(issuer),
                encoded(account), Totp.DIGITS, encoded(issuer), Totp.PERIOD_SECONDS, key.value());
    }

    /**
     * The same as a QR code, an SVG document. It has no character that a data URI would need to have escaped: clients put
     * it into one as it is.
     */
    String qrCode() {
        var code = QrCode.encodeText(text(), QrCode.Ecc.MEDIUM);
        var side = code.size + 2 * QUIET_ZONE;
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + QUIET_ZONE).append(',').append(y + QUIET_ZONE).append("h1v1h-1z");
                }
            }
        }
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%1$s\" height=\"%1$s\" "
                + "viewBox=\"0 0 %2$s %2$s\" shape-rendering=\"crispEdges\"><rect width=\"%2$s\" height=\"%2$s\" "
                + "fill=\"white\"/><path d=\"%3$s\" fill=\"black\"/></svg>").formatted(side * 4, side, path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
