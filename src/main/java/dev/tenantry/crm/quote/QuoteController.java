package dev.tenantry.crm.quote;

import java.net.URI;

import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/quotes")
@Resource("quotes")
class QuoteController {

    private final QuoteService quotes;

    QuoteController(QuoteService quotes) {
        this.quotes = quotes;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<QuoteResponse> list(ListRequest request) {
        return quotes.list(request).map(QuoteResponse::told);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    QuoteResponse get(@PathVariable Long id) {
        return quotes.get(id).told();
    }

    /** The lines that the quote has, in their order; there are few, so the list has one page. */
    @GetMapping("/{id}/line-items")
    @RequiresPermission("read")
    Page<QuoteLine> lines(@PathVariable Long id) {
        return Page.only(quotes.lines(id));
    }

    /** The quote as a document: the same bytes as long as it is the same version. */
    @GetMapping(path = "/{id}/document", produces = MediaType.APPLICATION_PDF_VALUE)
    @RequiresPermission({"read", "companies:read"})
    @NotImpersonated
    ResponseEntity<byte[]> document(@PathVariable Long id) {
        return quotes.document(id).answer(CacheControl.empty());
    }

    /** Drafts a quote of the deal's lines as they are. */
    @PostMapping
    @RequiresPermission({"create", "opportunities:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<QuoteResponse> create(@Valid @RequestBody QuoteRequest request) {
        return created(quotes.create(request));
    }

    /** Drafts the next revision, of the deal's lines as they are now. */
    @PostMapping("/{id}/revisions")
    @RequiresPermission({"create", "read", "opportunities:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<QuoteResponse> revise(@PathVariable Long id) {
        return created(quotes.revise(id));
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    QuoteResponse replace(@PathVariable Long id, @Valid @RequestBody QuoteTermsRequest request, IfMatch ifMatch) {
        return quotes.replace(id, request, ifMatch).told();
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    QuoteResponse patch(@PathVariable Long id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return quotes.patch(id, patch, ifMatch).told();
    }

    /** Takes the deal's lines as they are now into the draft. */
    @PutMapping("/{id}/snapshot")
    @RequiresPermission({"update", "read", "opportunities:read"})
    @ImpersonationAllowed
    QuoteResponse retake(@PathVariable Long id, IfMatch ifMatch) {
        return quotes.retake(id, ifMatch).told();
    }

    /** Deletes a draft, for good. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        quotes.delete(id, ifMatch);
    }

    private static ResponseEntity<QuoteResponse> created(QuoteResponse quote) {
        return ResponseEntity.created(URI.create("/api/v1/quotes/" + quote.id())).body(quote.told());
    }
}
