package dev.tenantry.identity.link;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;

/** Links and codes that people ask for. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class LinkController {

    private final LinkRequests requests;

    LinkController(LinkRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/recover")
    @Anonymous("who forgot a password is not signed in")
    SentResponse recover(@RequestBody LinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        return requests.recover(address(request), request.target(redirectTo));
    }

    @PostMapping("/magiclink")
    @Anonymous("this is where people sign in")
    SentResponse magicLink(@RequestBody LinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        return requests.magicLink(address(request), request, request.target(redirectTo));
    }

    @PostMapping("/otp")
    @Anonymous("this is where people sign in")
    SentResponse oneTimeCode(@RequestBody LinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        if (request.hasEmail() == request.hasPhone()) {
            throw AuthException.malformed("One of email or phone must be set");
        }
        return request.hasEmail()
                ? requests.magicLink(address(request), request, request.target(redirectTo))
                : requests.smsCode(request);
    }

    @PostMapping("/resend")
    @Anonymous("who has yet to confirm an address is not signed in")
    SentResponse resend(@RequestBody LinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        return switch (request.type()) {
            case "signup" -> requests.resendConfirmation(address(request), request.target(redirectTo));
            case "email_change" -> requests.resendEmailChange(address(request), request.target(redirectTo));
            case "sms" -> requests.resendSms(request);
            case "phone_change" -> requests.resendPhoneChange(request);
            case null, default ->
                throw AuthException.malformed("type must be signup, email_change, sms or phone_change");
        };
    }

    @GetMapping("/reauthenticate")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    SentResponse reauthenticate() {
        return requests.reauthenticate(Caller.current().userId());
    }

    private static String address(LinkRequest request) {
        if (request.email() == null || request.email().isBlank()) {
            throw AuthException.malformed("email is required");
        }
        return EmailAddress.parse(request.email());
    }
}
