package dev.tenantry.automation.email;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.template.TemplateNames;

/** What a template can name: values that whoever sends the mail states, {@code {{customer}}}, and within sections what their items have. */
enum ValueNames implements TemplateNames {

    OUTSIDE("[A-Za-z][A-Za-z0-9_]{0,49}", Set.of()),
    WITHIN("[A-Za-z][A-Za-z0-9_]{0,49}(\\.[A-Za-z0-9_]{1,50}){0,8}", Set.of(".", "-index", "-first", "-last"));

    private final Pattern form;
    private final Set<String> others;

    ValueNames(String form, Set<String> others) {
        this.form = Pattern.compile(form);
        this.others = others;
    }

    @Override
    public @Nullable String fault(String name) {
        return others.contains(name) || name.equals(EmailTemplates.UNSUBSCRIBE_URL)
                || form.matcher(name).matches() && !name.equals("this")
                        ? null
                        : "this is not a name such as customer, of at most 50 letters, digits and underscores";
    }

    @Override
    public TemplateNames within(String name) {
        return WITHIN;
    }
}
