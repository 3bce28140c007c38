package dev.tenantry.crm.lead;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.FreeMailDomains;
import dev.tenantry.shared.text.TelephoneNumber;

/**
 * What is known of somebody, by which it is found out who that is.
 *
 * @param emails  any addresses, in whatever spelling
 * @param phones  any numbers, likewise
 * @param company what the employer is called
 * @param domain  of the employer's web site
 */
public record Identity(
        @Nullable String name,
        List<String> emails,
        List<String> phones,
        @Nullable String company,
        @Nullable String domain) {

    private static final String WWW = "www.";

    List<String> emailKeys() {
        return emails.stream().map(EmailAddress::canonical).distinct().toList();
    }

    /** @param region whose numbers need no country code */
    List<String> phoneKeys(@Nullable String region) {
        return phones.stream()
                .flatMap(phone -> TelephoneNumber.read(phone, region).keys().stream())
                .distinct()
                .toList();
    }

    /** The employer's domains as companies may have written them: of the web site, and of addresses that not everybody can have. */
    Set<String> domains() {
        var all = new LinkedHashSet<String>();
        Stream.concat(Stream.ofNullable(domain).filter(EmailAddress::isDomain).map(EmailAddress::asciiDomain),
                emails.stream().filter(EmailAddress::isValid).map(Identity::domainOf))
                .map(found -> found.startsWith(WWW) ? found.substring(WWW.length()) : found)
                .filter(found -> !FreeMailDomains.has(found))
                .flatMap(found -> Stream.of(found, EmailAddress.unicodeDomain(found)))
                .forEach(found -> all.addAll(List.of(found, WWW + found)));
        return all;
    }

    private static String domainOf(String address) {
        var canonical = EmailAddress.canonical(address);
        return canonical.substring(canonical.indexOf('@') + 1);
    }
}
