package dev.tenantry.crm.form;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What is shown of a form to members. */
@Component
@EnableConfigurationProperties(FormSettings.class)
class FormView {

    private final FormSettings settings;

    FormView(FormSettings settings) {
        this.settings = settings;
    }

    FormResponse of(Form form) {
        var content = form.getContent();
        var url = settings.url() + "/" + form.getAddress();
        return new FormResponse(form.getId(), form.getName(), form.getStatus(), content.title(), content.description(),
                content.language(), content.theme(), content.fields(), content.mapping(), content.consents(),
                content.submitLabel(), content.thankYou(), content.redirectUrl(), content.doubleOptIn(),
                content.handling(), content.conversion(), content.protection(), form.getAllowedOrigins(),
                form.getNotifiedMembers(), url,
                "<script async src=\"" + url + "/embed.js\"></script>", form.getPublishedVersion(),
                form.getPublishedAt(), form.getPublishedBy(), form.isChanged(), form.getVersion(),
                form.getCreatedAt(), form.getUpdatedAt(), form.getDeletedAt());
    }
}
