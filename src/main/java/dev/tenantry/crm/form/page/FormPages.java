package dev.tenantry.crm.form.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.submission.Answers;
import dev.tenantry.crm.form.submission.PageTokens;
import dev.tenantry.crm.form.submission.ProofOfWork;
import dev.tenantry.shared.web.HtmlPage;
import dev.tenantry.shared.web.PageTexts.Words;

/** Writes the pages that visitors see. */
@Component
class FormPages {

    private final HtmlPage page = HtmlPage.of("crm/form/page.html");
    private final FormTexts texts;
    private final PageTokens tokens;

    FormPages(FormTexts texts, PageTokens tokens) {
        this.texts = texts;
        this.tokens = tokens;
    }

    /** @param notice the name of what is said of it besides; null for nothing */
    String form(PublishedForm form, Typed typed, @Nullable String notice) {
        var words = texts.in(form.content().locale());
        var values = base(words, form.title()).put("isForm", true)
                .put("atForm", true)
                .put("token", form.address())
                .put("pageToken", tokens.next(form).text())
                .put("embed", typed.isFramed())
                .put("submit", otherwise(form.content().submitLabel(), words.of("send")))
                .put("notice", notice == null ? null : words.of(notice));
        say(values, words);
        paragraphs(values, form.content().description());
        script(values, form, typed);
        var origin = values.putArray("origin");
        typed.origin().forEach((name, value) -> origin.addObject().put("originName", name).put("originValue", value));
        fill(values, form, typed, words);
        return page.fill(values);
    }

    private static void say(ObjectNode values, Words words) {
        values.put("trapLabel", words.of("trap"))
                .put("neededWord", words.of("needed"))
                .put("chooseWord", words.of("choose"))
                .put("withoutScript", words.of("without-script"));
    }

    private static void script(ObjectNode values, PublishedForm form, Typed typed) {
        var isProven = form.content().guarded().isWorkDemanded();
        values.put("bits", isProven ? Integer.toString(ProofOfWork.BITS) : null)
                .put("scripted", typed.isFramed() || isProven)
                .put("sent", "");
    }

    /** What is shown once it is sent. */
    String thanks(PublishedForm form, boolean isFramed) {
        var words = texts.in(form.content().locale());
        var values = base(words, words.of("thanks"));
        paragraphs(values, form.content().isConfirmed()
                ? words.of("thanks-confirm")
                : otherwise(form.content().thankYou(), words.of("thanks-text")));
        return page.fill(values.put("scripted", isFramed).put("sent", isFramed ? "true" : ""));
    }

    String nowhere() {
        var words = texts.in(Locale.ENGLISH);
        var values = base(words, words.of("nowhere"));
        paragraphs(values, words.of("nowhere-text"));
        return page.fill(values);
    }

    private static void fill(ObjectNode values, PublishedForm form, Typed typed, Words words) {
        var wrong = wrong(values, form, typed, words);
        if (!typed.faults().isEmpty()) {
            values.put("hasFaults", true)
                    .put("faultsTitle", words.of("faults"))
                    .put("heading", words.of("fault-heading", form.title()));
        }
        var fields = values.putArray("fields");
        form.fields()
                .forEach(field -> fields.add(FieldValues.of(field,
                        typed.values().getOrDefault(field.name(), List.of()), wrong.get(field.name()))));
        var place = 0;
        for (var consent : form.content().asked()) {
            fields.add(FieldValues.of(place, consent, typed.consents().contains(place),
                    wrong.get(Answers.CONSENT + place)));
            place++;
        }
    }

    /** What is the matter, by the names of the fields. */
    private static Map<String, String> wrong(ObjectNode values, PublishedForm form, Typed typed, Words words) {
        var wrong = new HashMap<String, String>();
        var listed = values.putArray("faults");
        var labels = labels(form);
        for (var fault : typed.faults()) {
            var text = labels.getOrDefault(fault.field(), fault.field()) + ": "
                    + words.of(fault.code(), fault.detail());
            wrong.put(fault.field(), text);
            listed.addObject().put("at", FieldValues.id(fault)).put("text", text);
        }
        return wrong;
    }

    private static Map<String, String> labels(PublishedForm form) {
        var labels = new HashMap<String, String>();
        form.fields().forEach(field -> labels.put(field.name(), field.label()));
        var place = 0;
        for (var consent : form.content().asked()) {
            labels.put(Answers.CONSENT + place++, consent.text());
        }
        return labels;
    }

    static ObjectNode base(Words words, String title) {
        return JsonNodeFactory.instance.objectNode()
                .put("lang", words.locale().toLanguageTag())
                .put("dir", words.direction())
                .put("title", title)
                .put("heading", title);
    }

    static void paragraphs(ObjectNode values, @Nullable String text) {
        var about = values.putArray("about");
        if (text != null) {
            text.lines().filter(line -> !line.isBlank()).forEach(about::add);
        }
    }

    private static String otherwise(@Nullable String stated, String usual) {
        return stated == null ? usual : stated;
    }
}
