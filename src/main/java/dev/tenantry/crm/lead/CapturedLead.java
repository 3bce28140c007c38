package dev.tenantry.crm.lead;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has left of themselves: the fields of a lead, with the same bounds. One of the first four is needed.
 *
 * @param name absent: the address, the number or the company stands for it
 */
public record CapturedLead(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String domain,
        @Nullable String jobTitle,
        @Nullable String message,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent,
        @Nullable String referrer,
        @Nullable String landingPage) {

    /** The same with a domain of the employer's. */
    CapturedLead at(String host) {
        return new CapturedLead(name, email, phone, company, host, jobTitle, message, source, utmSource, utmMedium,
                utmCampaign, utmTerm, utmContent, referrer, landingPage);
    }

    String called() {
        for (var text : new @Nullable String[]{name, email, phone, company}) {
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
