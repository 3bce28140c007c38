package dev.tenantry.shared.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tenantry.shared.mail.EmailAddress;

/** A URL as people write it, and as it is requested. */
public final class EgressUrl {

    static final String NO_HOST = "its host is none";

    private EgressUrl() {}

    /**
     * The URL as it is requested: a host in other letters by its ASCII name, everything else beyond ASCII as the percent-encoded
     * bytes of UTF-8.
     *
     * @throws URISyntaxException where it is none
     */
    public static URI parse(String text) throws URISyntaxException {
        var url = new URI(text);
        if (url.getHost() != null || url.getRawAuthority() == null) {
            return new URI(url.toASCIIString());
        }
        var authority = url.getRawAuthority();
        var port = authority.lastIndexOf(':');
        var name = port < 0 ? authority : authority.substring(0, port);
        try {
            var ascii = EmailAddress.asciiDomain(name) + (port < 0 ? "" : authority.substring(port));
            return new URI(new URI(text.replaceFirst(Pattern.quote(authority), Matcher.quoteReplacement(ascii)))
                    .toASCIIString());
        } catch (IllegalArgumentException _) {
            throw new URISyntaxException(text, NO_HOST);
        }
    }
}
