package dev.tenantry.identity.link;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.account.MetadataRules;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.MinimumResponseTime;

/** What the configuration allows of links and codes; all of it takes the same time, whoever asks. */
@Component
class LinkRequests {

    private final AccountRequests accounts;
    private final ChangeRequests changes;
    private final MetadataRules metadata;
    private final IdentitySettings identity;
    private final AccountSettings settings;
    private final MinimumResponseTime responseTime;

    LinkRequests(AccountRequests accounts, ChangeRequests changes, MetadataRules metadata, IdentitySettings identity,
            AccountSettings settings, MinimumResponseTime responseTime) {
        this.accounts = accounts;
        this.changes = changes;
        this.metadata = metadata;
        this.identity = identity;
        this.settings = settings;
        this.responseTime = responseTime;
    }

    SentResponse recover(String address, LinkTarget target) {
        return evenly(() -> accounts.recover(address, target));
    }

    SentResponse magicLink(String address, LinkRequest request, LinkTarget target) {
        return signIn(Recipient.byEmail(address), request, target);
    }

    SentResponse smsCode(LinkRequest request) {
        PhoneNumber.checkChannel(request.channel());
        return signIn(Recipient.byPhone(number(request)), request, LinkTarget.SITE);
    }

    SentResponse resendConfirmation(String address, LinkTarget target) {
        return evenly(() -> accounts.resendConfirmation(Recipient.byEmail(address), target));
    }

    SentResponse resendEmailChange(String address, LinkTarget target) {
        return evenly(() -> changes.resendEmailChange(address, target));
    }

    SentResponse resendSms(LinkRequest request) {
        var recipient = Recipient.byPhone(number(request));
        return evenly(() -> accounts.resendConfirmation(recipient, LinkTarget.SITE));
    }

    SentResponse resendPhoneChange(LinkRequest request) {
        var number = number(request);
        return evenly(() -> changes.resendPhoneChange(number));
    }

    SentResponse reauthenticate(UUID user) {
        changes.reauthenticate(user);
        return SentResponse.DONE;
    }

    private SentResponse signIn(Recipient recipient, LinkRequest request, LinkTarget target) {
        var data = metadata.check(request.data());
        return evenly(() -> accounts.signIn(recipient, mayCreate(request), data, target));
    }

    private SentResponse evenly(Runnable work) {
        responseTime.after(work);
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
