package dev.tenantry.identity.link;

import java.net.URI;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.shared.access.Anonymous;

/** Where links and codes are taken back. */
@AuthEndpoint
@RequestMapping("/auth/v1/verify")
class VerifyController {

    private final VerificationRequests requests;
    private final LinkFollowing links;

    VerifyController(VerificationRequests requests, LinkFollowing links) {
        this.requests = requests;
        this.links = links;
    }

    @PostMapping
    @Anonymous("this is where people sign in")
    ResponseEntity<VerifyResponse> verify(@RequestBody VerifyRequest request) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(requests.verify(request));
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/html", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "303", content = @Content)
    ResponseEntity<String> open(@RequestParam(required = false) @Nullable String token,
            @RequestParam(name = "token_hash", required = false) @Nullable String tokenHash,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo,
            HttpServletRequest request) {
        var link = Link.of(token, tokenHash, type, redirectTo);
        return LinkPrefetch.isRuledOut(request)
                ? goOn(links.follow(link))
                : ConfirmationPage.of(link, links.frontend(link));
    }

    @PostMapping(path = "/confirmation", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "303", content = @Content)
    ResponseEntity<Void> confirm(@RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        return goOn(links.follow(Link.of(token, null, type, redirectTo)));
    }

    private static <T> ResponseEntity<T> goOn(URI place) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .location(place)
                .build();
    }
}
