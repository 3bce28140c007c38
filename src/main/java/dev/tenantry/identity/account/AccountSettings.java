package dev.tenantry.identity.account;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts come about and prove their addresses.
 *
 * @param autoConfirm               whether a new address is taken to be its owner's; absent: with the embedded database alone
 * @param anonymousEnabled          whether somebody may sign up without telling anything
 * @param phoneEnabled              whether one may sign up and in by telephone number
 * @param reauthenticateForPassword whether a session older than a day needs the password or a code to change the password
 * @param linkLife                  how long what is sent by e-mail is good
 * @param codeLife                  how long what is sent by SMS is good, and a code to reauthenticate
 * @param sendInterval              how long an address is left alone after something was sent to it
 * @param answerAfter               how long an answer takes at least that must not tell whether there is an account
 */
@ConfigurationProperties("tenantry.identity")
public record AccountSettings(
        @Nullable Boolean autoConfirm,
        @DefaultValue("false") boolean anonymousEnabled,
        @DefaultValue("false") boolean phoneEnabled,
        @DefaultValue("false") boolean reauthenticateForPassword,
        @DefaultValue("1h") Duration linkLife,
        @DefaultValue("15m") Duration codeLife,
        @DefaultValue("1m") Duration sendInterval,
        @DefaultValue("200ms") Duration answerAfter) {}
