package dev.tenantry.crm.digest;

import java.util.Locale;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.OwnLocale;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What mails of a day say by themselves. */
@Component
class DigestWords {

    private final PageTexts texts = PageTexts.of("crm/digest/texts");
    private final OwnLocale locale;

    DigestWords(OwnLocale locale) {
        this.locale = locale;
    }

    /** In the language of the organization's locale, else in its language, else in the current member's. */
    Words own() {
        return texts.alone(locale.ownLocale());
    }

    Words in(Locale locale) {
        return texts.alone(locale);
    }
}
