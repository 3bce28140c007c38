package dev.tenantry.crm.quote;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.text.VisibleText;

/** Where customers answer. Opening a link decides nothing, whoever opens it, so that what looks at mails before people does not either. */
@RestController
@RequestMapping("/quotes")
class QuoteLinkController {

    private static final String HTML = "text/html";

    private final QuoteAnswers answers;

    QuoteLinkController(QuoteAnswers answers) {
        this.answers = answers;
    }

    /** The decisions that the form offers. */
    enum Decision {
        accept, decline
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return answers.show(token, accept);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> decide(@RequestParam(defaultValue = "") String token, @RequestParam Decision decision,
            @RequestParam(defaultValue = "") String name, @RequestParam(required = false) @Nullable String comment,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return answers.decide(token, new QuoteAnswer(decision == Decision.accept, name.strip(), given(comment),
                QuoteAnswers.source()), accept);
    }

    /** The document, as long as the quote can be answered, and of one that was accepted. */
    @GetMapping(path = "/document.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Anonymous("links in mails lead here")
    ResponseEntity<byte[]> document(@RequestParam(defaultValue = "") String token) {
        return answers.document(token).answer(CacheControl.noStore());
    }

    /** A form states what nobody has written in it as empty. */
    private static @Nullable String given(@Nullable String comment) {
        return comment == null || VisibleText.isBlank(comment) ? null : comment;
    }
}
