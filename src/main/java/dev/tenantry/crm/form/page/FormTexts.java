package dev.tenantry.crm.form.page;

import java.util.Locale;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.web.PageTexts;

/** What pages with forms say by themselves; in English where a form's language is none that there is. */
@Component
class FormTexts {

    private final PageTexts texts = PageTexts.of("crm/form/texts");

    PageTexts.Words in(Locale locale) {
        return texts.in(locale);
    }
}
