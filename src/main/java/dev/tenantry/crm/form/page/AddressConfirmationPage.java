package dev.tenantry.crm.form.page;

import java.util.Locale;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.submission.ConfirmationDoor.Asked;
import dev.tenantry.shared.web.HtmlPage;

/** What a link shows by which an address is confirmed. */
@Component
class AddressConfirmationPage {

    private final HtmlPage page = HtmlPage.of("crm/form/confirmation.html");
    private final FormTexts texts;

    AddressConfirmationPage(FormTexts texts) {
        this.texts = texts;
    }

    String ask(Asked asked) {
        var words = texts.in(asked.form().content().locale());
        var values = FormPages.base(words, words.of("confirm"));
        FormPages.paragraphs(values, words.of("confirm-text", asked.form().title(), asked.email()));
        return page.fill(values.put("isAsking", true).put("submit", words.of("confirm-button")));
    }

    String confirmed(Asked asked) {
        var words = texts.in(asked.form().content().locale());
        var values = FormPages.base(words, words.of("confirmed"));
        var thanks = asked.form().content().thankYou();
        FormPages.paragraphs(values, thanks == null ? words.of("confirmed-text") : thanks);
        return page.fill(values);
    }

    String nowhere(Locale locale) {
        var words = texts.in(locale);
        var values = FormPages.base(words, words.of("link-nowhere"));
        FormPages.paragraphs(values, words.of("link-nowhere-text"));
        return page.fill(values);
    }
}
