package dev.tenantry.notification.suppression;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.web.UnreadBody;

/**
 * Where the links of marketing mails lead. Opening one changes nothing, whoever opens it; mail programs send what its button sends without a
 * page (RFC 8058).
 */
@RestController
@RequestMapping("/unsubscribe")
class UnsubscribeController {

    private static final String HTML = "text/html";

    private final UnsubscribePages pages;

    UnsubscribeController(UnsubscribePages pages) {
        this.pages = pages;
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.show(token, accept);
    }

    /** Again it answers the same. The token alone says what is asked for: what mail programs send besides, as a form of either kind, is left unread. */
    @PostMapping
    @Anonymous("links in mails lead here")
    @UnreadBody
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> unsubscribe(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.unsubscribe(token, accept);
    }
}
