package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.flow.CodeChallenge;
import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.crypto.Secret;

/** To identity providers and back. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class AuthorizeController {

    private static final List<String> RETURNED = List.of("state", "code", "error", "error_description");

    private final OidcRequests requests;
    private final OidcCallbacks callbacks;
    private final FederatedSignIn signIn;
    private final OidcProviders providers;
    private final BrowserCookie cookie;

    AuthorizeController(OidcRequests requests, OidcCallbacks callbacks, FederatedSignIn signIn, OidcProviders providers,
            BrowserCookie cookie) {
        this.requests = requests;
        this.callbacks = callbacks;
        this.signIn = signIn;
        this.providers = providers;
        this.cookie = cookie;
    }

    @GetMapping("/authorize")
    @Anonymous("this is where people sign in")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "303", content = @Content)
    ResponseEntity<UrlResponse> authorize(@RequestParam(required = false) @Nullable String provider,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo,
            @RequestParam(required = false) @Nullable String scopes,
            @RequestParam(name = "code_challenge", required = false) @Nullable String challenge,
            @RequestParam(name = "code_challenge_method", required = false) @Nullable String method,
            @RequestParam(name = "skip_http_redirect", defaultValue = "false") String skipRedirect,
            @Parameter(hidden = true) @RequestParam Map<String, String> all, HttpServletRequest request) {
        return begin(new OidcRequests.Wanted(provider, redirectTo, scopes, CodeChallenge.of(challenge, method), all,
                null), skipRedirect.equals("true"), request);
    }

    @GetMapping("/user/identities/authorize")
    @SignedIn
    @AnyAddress
    @StepUp
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "303", content = @Content)
    @ChangesCredentials
    ResponseEntity<UrlResponse> link(@RequestParam(required = false) @Nullable String provider,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo,
            @RequestParam(required = false) @Nullable String scopes,
            @RequestParam(name = "code_challenge", required = false) @Nullable String challenge,
            @RequestParam(name = "code_challenge_method", required = false) @Nullable String method,
            @RequestParam(name = "skip_http_redirect", defaultValue = "false") String skipRedirect,
            @Parameter(hidden = true) @RequestParam Map<String, String> all, HttpServletRequest request) {
        return begin(new OidcRequests.Wanted(provider, redirectTo, scopes, CodeChallenge.of(challenge, method), all,
                Linker.of(Caller.current())), skipRedirect.equals("true"), request);
    }

    @GetMapping("/callback")
    @Anonymous("browsers come back from providers without a token")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> callback(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(name = "error_description", required = false) @Nullable String description,
            HttpServletRequest request) {
        var answer = new OidcCallbacks.Returned(state, Secret.of(code), error, description,
                Secret.of(cookie.of(request)));
        return seeOther(signIn.finish(callbacks, answer)).build();
    }

    /** A form that another site's page sends comes without the cookie; the browser is asked to come again by itself. */
    @PostMapping(path = "/callback", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("browsers come back from providers without a token")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> callbackByForm(HttpServletRequest request) {
        var query = RETURNED.stream()
                .filter(name -> request.getParameter(name) != null)
                .map(name -> name + "=" + URLEncoder.encode(request.getParameter(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return seeOther(URI.create(providers.redirectUri() + "?" + query)).build();
    }

    /** A page that asks for the URL cannot be given a cookie, but keeps the verifier of its challenge. */
    private ResponseEntity<UrlResponse> begin(OidcRequests.Wanted wanted, boolean isAsked,
            HttpServletRequest request) {
        var isPage = isAsked && wanted.challenge() != null;
        var browser = cookie.ofOrNew(request);
        var url = requests.begin(wanted, isPage ? null : browser);
        var answer = isAsked
                ? ResponseEntity.ok().cacheControl(CacheControl.noStore())
                : seeOther(url);
        if (!isPage) {
            answer.header(HttpHeaders.SET_COOKIE, cookie.header(browser));
        }
        return isAsked ? answer.body(new UrlResponse(url.toString())) : answer.build();
    }

    private static ResponseEntity.BodyBuilder seeOther(URI url) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).cacheControl(CacheControl.noStore()).location(url);
    }

    /** @param url where to send the browser */
    record UrlResponse(String url) {}
}
