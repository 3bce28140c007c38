package dev.tenantry.crm.digest;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;
import dev.tenantry.tenancy.Localizations;

/** What mails of a day say by themselves. */
@Component
class DigestWords {

    private final PageTexts texts = PageTexts.of("crm/digest/texts");
    private final Localizations localizations;

    DigestWords(Localizations localizations) {
        this.localizations = localizations;
    }

    /** In the language of the organization's locale, else in its language, else in the current member's. */
    Words own() {
        return texts.alone(localizations.ownLocale());
    }

    /** As the organization has it. */
    DateTimeFormatter days() {
        return localizations.ofOrganization().days();
    }

    Words in(Locale locale) {
        return texts.alone(locale);
    }
}
