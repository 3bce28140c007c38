package dev.tenantry.notification.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tenantry.notification.Channel;

/** The templates that there are, and what each may have filled in. */
enum TemplateName {

    CONFIRMATION(Channel.EMAIL, "email", "link", "token"),
    RECOVERY(Channel.EMAIL, "email", "link", "token"),
    MAGIC_LINK(Channel.EMAIL, "email", "link", "token"),
    EMAIL_CHANGE(Channel.EMAIL, "email", "link", "newEmail", "token"),
    REAUTHENTICATION(Channel.EMAIL, "email", "token"),
    INVITE(Channel.EMAIL, "email", "link", "token"),
    ORGANIZATION_INVITATION(Channel.EMAIL, "email", "expiresAt", "inviter", "link", "message", "organization", "role"),
    SECURITY_ALERT(Channel.EMAIL, "detail", "email", "time", "title"),
    SMS_OTP(Channel.SMS, "phone", "token");

    private final Channel channel;
    private final List<String> placeholders;

    TemplateName(Channel channel, String... placeholders) {
        this.channel = channel;
        this.placeholders = List.of(placeholders);
    }

    static Optional<TemplateName> find(String code) {
        return Arrays.stream(values()).filter(name -> name.code().equals(code)).findFirst();
    }

    /** @throws IllegalArgumentException where there is none: what names templates is our own code */
    static TemplateName of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no template is called " + code));
    }

    /** As it is called in addresses and rows: {@code magic-link}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Channel channel() {
        return channel;
    }

    List<String> placeholders() {
        return placeholders;
    }
}
