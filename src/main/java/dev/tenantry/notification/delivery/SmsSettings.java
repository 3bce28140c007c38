package dev.tenantry.notification.delivery;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.tenantry.shared.crypto.Secret;

/**
 * Who sends text messages: a service that speaks Twilio's Messages API.
 *
 * @param url        where it is
 * @param accountSid the account; absent: messages are recorded and not sent
 * @param authToken  its password
 * @param from       the number or the name that messages are from
 */
@ConfigurationProperties("tenantry.sms")
record SmsSettings(
        @DefaultValue("https://api.twilio.com") URI url,
        @Nullable String accountSid,
        @Nullable Secret authToken,
        @DefaultValue("Tenantry") String from) {}
