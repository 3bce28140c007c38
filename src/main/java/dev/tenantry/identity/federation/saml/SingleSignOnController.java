package dev.tenantry.identity.federation.saml;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.saml.protocol.ServiceProvider;
import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.crypto.Secret;

/** To organizations' identity providers and back. */
@AuthEndpoint
@RequestMapping("/auth/v1/sso")
class SingleSignOnController {

    private final SamlRequests requests;
    private final SamlCallbacks callbacks;
    private final FederatedSignIn signIn;
    private final ServiceProvider us;

    SingleSignOnController(SamlRequests requests, SamlCallbacks callbacks, FederatedSignIn signIn, ServiceProvider us) {
        this.requests = requests;
        this.callbacks = callbacks;
        this.signIn = signIn;
        this.us = us;
    }

    @PostMapping
    @Anonymous("this is where people sign in")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "303", content = @Content)
    ResponseEntity<UrlResponse> begin(@RequestBody SingleSignOnRequest request) {
        var url = requests.begin(request);
        return Boolean.TRUE.equals(request.skipHttpRedirect())
                ? ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new UrlResponse(url.toString()))
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .cacheControl(CacheControl.noStore())
                        .location(url)
                        .build();
    }

    @GetMapping(path = "/saml/metadata", produces = MediaType.APPLICATION_XML_VALUE)
    @Anonymous("identity providers read it")
    String metadata() {
        return us.metadata();
    }

    @PostMapping(path = "/saml/acs", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("browsers come back from identity providers without a token")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> consume(HttpServletRequest request) {
        var answer = new SamlCallbacks.Returned(Secret.of(request.getParameter("SAMLResponse")),
                request.getParameter("RelayState"));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .location(signIn.finish(callbacks, answer))
                .build();
    }

    /** @param url where to send the browser */
    record UrlResponse(String url) {}
}
