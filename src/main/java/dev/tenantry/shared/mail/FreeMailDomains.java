package dev.tenantry.shared.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;

/** Domains at which anybody has an address: what two have in common there is no employer. */
public final class FreeMailDomains {

    private static final Set<String> DOMAINS = read();

    private FreeMailDomains() {}

    /** @param domain in lower case, in its ASCII form */
    public static boolean has(String domain) {
        return DOMAINS.contains(domain);
    }

    private static Set<String> read() {
        try {
            return new ClassPathResource("dev/tenantry/shared/mail/free-mail-domains.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
