package dev.tenantry.identity.confirmation;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.onetime.EvenAnswers;
import dev.tenantry.identity.settings.AccountSettings;
import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.signin.PhoneNumber;
import dev.tenantry.identity.user.MetadataRules;

/** What the configuration allows of links and codes; all of it takes the same time, whoever asks. */
@Component
class LinkRequests {

    private final MailRequests mails;
    private final SmsRequests messages;
    private final ChangeRequests changes;
    private final MetadataRules metadata;
    private final IdentitySettings identity;
    private final AccountSettings settings;
    private final EvenAnswers answers;

    LinkRequests(MailRequests mails, SmsRequests messages, ChangeRequests changes, MetadataRules metadata,
            IdentitySettings identity, AccountSettings settings, EvenAnswers answers) {
        this.mails = mails;
        this.messages = messages;
        this.changes = changes;
        this.metadata = metadata;
        this.identity = identity;
        this.settings = settings;
        this.answers = answers;
    }

    SentResponse recover(String address, LinkTarget target) {
        return evenly(() -> mails.recover(address, target));
    }

    SentResponse magicLink(String address, LinkRequest request, LinkTarget target) {
        var data = metadata.check(request.data());
        return evenly(() -> mails.magicLink(address, mayCreate(request), data, target));
    }

    SentResponse smsCode(LinkRequest request) {
        PhoneNumber.checkChannel(request.channel());
        var number = number(request);
        var data = metadata.check(request.data());
        return evenly(() -> messages.code(number, mayCreate(request), data));
    }

    SentResponse resendConfirmation(String address, LinkTarget target) {
        return evenly(() -> mails.resendConfirmation(address, target));
    }

    SentResponse resendEmailChange(String address, LinkTarget target) {
        return evenly(() -> changes.resendEmailChange(address, target));
    }

    SentResponse resendSms(LinkRequest request) {
        var number = number(request);
        return evenly(() -> messages.resend(number));
    }

    SentResponse resendPhoneChange(LinkRequest request) {
        var number = number(request);
        return evenly(() -> changes.resendPhoneChange(number));
    }

    SentResponse reauthenticate(UUID user) {
        changes.reauthenticate(user);
        return SentResponse.DONE;
    }

    private SentResponse evenly(Runnable work) {
        answers.after(work);
        return SentResponse.DONE;
    }

    private boolean mayCreate(LinkRequest request) {
        return request.mayCreate() && identity.signUpEnabled();
    }

    private String number(LinkRequest request) {
        if (!settings.phoneEnabled()) {
            throw AuthException.phoneDisabled();
        }
        if (request.phone() == null || request.phone().isBlank()) {
            throw AuthException.malformed("phone is required");
        }
        return PhoneNumber.parse(request.phone());
    }
}
