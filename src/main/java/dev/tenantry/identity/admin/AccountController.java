package dev.tenantry.identity.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.account.Factor;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.PlatformOnly;
import dev.tenantry.shared.access.StepUp;

/** Accounts, for backends and super admins. */
@AuthEndpoint
@RequestMapping("/auth/v1/admin/users")
class AccountController {

    private final AccountList list;
    private final AccountAdministration accounts;
    private final AccountDeletion deletion;

    AccountController(AccountList list, AccountAdministration accounts, AccountDeletion deletion) {
        this.list = list;
        this.accounts = accounts;
        this.deletion = deletion;
    }

    /** Clients that name no page send the parameter without a value. */
    @GetMapping
    @PlatformOnly
    @StepUp
    ResponseEntity<AccountPage> list(@RequestParam(required = false) @Nullable String page,
            @RequestParam(name = "per_page", required = false) @Nullable String perPage,
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String sort) {
        var query = new AccountList.Query(page, perPage, filter, sort);
        var slice = list.page(query);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Total-Count", Long.toString(slice.total()))
                .header(HttpHeaders.LINK, links(slice, query))
                .body(new AccountPage(slice.users().stream().map(UserResponse::of).toList(), "authenticated"));
    }

    @PostMapping
    @PlatformOnly
    @StepUp
    @ChangesCredentials
    ResponseEntity<UserResponse> create(@RequestBody AccountRequest request) {
        return show(accounts.create(request));
    }

    @GetMapping("/{id}")
    @PlatformOnly
    @StepUp
    ResponseEntity<UserResponse> get(@PathVariable UUID id) {
        return show(list.get(id));
    }

    @PutMapping("/{id}")
    @PlatformOnly
    @StepUp
    @ChangesCredentials
    ResponseEntity<UserResponse> replace(@PathVariable UUID id, @RequestBody AccountRequest request) {
        return show(accounts.update(id, request));
    }

    @DeleteMapping("/{id}")
    @PlatformOnly
    @StepUp
    Nothing delete(@PathVariable UUID id, @RequestBody(required = false) @Nullable DeletionRequest request) {
        deletion.delete(id, request != null && Boolean.TRUE.equals(request.shouldSoftDelete()));
        return new Nothing();
    }

    @GetMapping("/{id}/factors")
    @PlatformOnly
    @StepUp
    List<Factor> factors(@PathVariable UUID id) {
        return list.get(id).factors();
    }

    @DeleteMapping("/{id}/factors/{factorId}")
    @PlatformOnly
    @StepUp
    @ChangesCredentials
    Factor deleteFactor(@PathVariable UUID id, @PathVariable UUID factorId) {
        return deletion.deleteFactor(id, factorId);
    }

    private static ResponseEntity<UserResponse> show(User user) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(UserResponse.of(user));
    }

    /** Clients read the page from what follows the first equals sign, and the relation as JSON. */
    private static String links(AccountList.Slice slice, AccountList.Query query) {
        var rest = "&per_page=" + slice.size() + parameter("filter", query.filter())
                + parameter("sort", query.sort());
        var last = link(slice.last(), rest, "last");
        return slice.number() < slice.last() ? link(slice.number() + 1L, rest, "next") + ", " + last : last;
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null || value.isBlank()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String link(long page, String rest, String relation) {
        return "</auth/v1/admin/users?page=%s%s>; rel=\"%s\"".formatted(page, rest, relation);
    }

    record AccountPage(List<UserResponse> users, String aud) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record DeletionRequest(@Nullable Boolean shouldSoftDelete) {}

    /** An empty object. */
    record Nothing() {}
}
