package dev.tenantry.crm.digest;

import io.swagger.v3.oas.annotations.Parameter;
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

/** Where mails of a day lead whoever wants no more of them. Opening the link ends nothing, whoever opens it; its button does. */
@RestController
@RequestMapping("/digest-endings")
class DigestEndingController {

    private static final String WHY = "links in mails lead here";

    private final DigestEndingPages pages;

    DigestEndingController(DigestEndingPages pages) {
        this.pages = pages;
    }

    @GetMapping
    @Anonymous(WHY)
    ResponseEntity<String> show(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.show(token, accept);
    }

    /** Again it answers the same. The token alone says what is asked for. */
    @PostMapping
    @Anonymous(WHY)
    @UnreadBody
    ResponseEntity<String> end(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.end(token, accept);
    }
}
