package dev.tenantry.identity.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.LinkTarget;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.PlatformOnly;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.crypto.Secret;

/** Invitations and links, for backends and super admins. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class LinkAdministrationController {

    private final LinkAdministration links;
    private final AccountSecrets secrets;

    LinkAdministrationController(LinkAdministration links, AccountSecrets secrets) {
        this.links = links;
        this.secrets = secrets;
    }

    @PostMapping("/invite")
    @PlatformOnly
    @StepUp
    @ChangesCredentials
    UserResponse invite(@RequestBody GenerateLinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        var target = new LinkTarget(request.to(redirectTo).redirectTo(), null);
        return UserResponse.of(links.invite(EmailAddress.parse(request.address()), secrets.bounded(request.metadata()),
                target));
    }

    @PostMapping("/admin/generate_link")
    @PlatformOnly
    @StepUp
    @ChangesCredentials
    ResponseEntity<LinkResponse> generate(@RequestBody GenerateLinkRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        var type = LinkType.parse(request.type());
        secrets.bounded(request.metadata());
        if (type.isChange() && (request.newEmail() == null || request.newEmail().isBlank())) {
            throw AuthException.malformed("new_email is required");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(LinkResponse.of(links.make(type, request.to(redirectTo))));
    }

    /**
     * A link, and the account that it is for.
     *
     * @param emailOtp    the digits that do the same
     * @param hashedToken what the link has
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record LinkResponse(
            Secret actionLink,
            Secret emailOtp,
            Secret hashedToken,
            String verificationType,
            String redirectTo,
            @JsonUnwrapped UserResponse user) {

        static LinkResponse of(LinkAdministration.MadeLink link) {
            return new LinkResponse(link.made().link(), link.made().code(), link.made().token(), link.type(),
                    link.made().redirectTo(), UserResponse.of(link.user()));
        }
    }
}
