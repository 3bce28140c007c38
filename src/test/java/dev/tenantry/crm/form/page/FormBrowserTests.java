package dev.tenantry.crm.form.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.form.Visitor;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A browser fills in forms: with scripts and without, with mistakes, and within a page of somebody else. */
class FormBrowserTests extends ApiTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SUBMISSIONS = "/api/v1/form-submissions";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path profile;
    private @Nullable ChromeDriver browser;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "no browser fills in forms here: install Debian's chromium and chromium-driver");
        as = people.signUp().api();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void fillsInAFormWithoutAScript() {
        var visitor = open(published(""), false);
        visitor.findElement(By.name("name")).sendKeys("Ada");
        visitor.findElement(By.name("email")).sendKeys("no address");
        new Select(visitor.findElement(By.name("plan"))).selectByVisibleText("Large");
        visitor.findElement(By.cssSelector("input[value=b]")).click();
        assertThat(visitor.findElement(By.name("_consent0")).isSelected()).isFalse();
        visitor.findElement(By.cssSelector("button[type=submit]")).click();

        var summary = visitor.findElement(By.cssSelector(".faults"));
        assertThat(summary.getText()).contains("Your address: must be an e-mail address", "I agree: is needed");
        assertThat(visitor.switchTo().activeElement()).isEqualTo(summary);
        var email = visitor.findElement(By.name("email"));
        assertThat(email.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(visitor.findElement(By.name("name")).getAttribute("value")).isEqualTo("Ada");
        assertThat(visitor.findElement(By.cssSelector("input[value=b]")).isSelected()).isTrue();
        email.clear();
        email.sendKeys("ada@example.com");
        visitor.findElement(By.name("_consent0")).click();
        visitor.findElement(By.cssSelector("button[type=submit]")).click();

        new WebDriverWait(visitor, PATIENCE).ignoring(StaleElementReferenceException.class)
                .until(ExpectedConditions.textToBe(By.tagName("h1"), "Thank you"));
        assertThat(visitor.manage().getCookies()).isEmpty();
        assertThat(kept().at("/answers").toString()).contains("ada@example.com", "\"plan\":\"l\"",
                "\"topics\":[\"b\"]");
        assertThat(kept().at("/status").asString()).isEqualTo("processed");
    }

    @Test
    void provesThatItHasWorked() {
        var form = published(", \"protection\": {\"minimumSeconds\": 0, \"proofOfWork\": true}");
        fill(open(form, true));
        assertThat(kept().at("/status").asString()).isEqualTo("processed");
        quit();

        var without = open(form, false);
        assertThat(without.findElement(By.tagName("main")).getText()).contains("somebody looks at what you send");
        fill(without);
        assertThat(kept().at("/status").asString()).isEqualTo("spam");
        assertThat(kept().at("/reason").asString()).contains("proof of work");
    }

    @Test
    void fillsInAFormWithinAPageOfSomebodyElse() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var origin = "http://127.0.0.1:" + server.getAddress().getPort();
        var form = published(", \"allowedOrigins\": [\"%s\"]".formatted(origin));
        var html = "<!doctype html><title>Shop</title><h1>Shop</h1><script async src=\"http://localhost:%d%s/embed.js\"></script>"
                .formatted(port(), Visitor.path(form.at("/url")));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(html.getBytes(UTF_8));
            }
        });
        server.start();
        try {
            var visitor = start(true);
            visitor.get(origin + "/page?utm_source=shop");
            var frame = new WebDriverWait(visitor, PATIENCE)
                    .until(ExpectedConditions.presenceOfElementLocated(By.tagName("iframe")));
            assertThat(frame.getAttribute("title")).isEqualTo("Contact us");
            new WebDriverWait(visitor, PATIENCE).until(ExpectedConditions.frameToBeAvailableAndSwitchToIt(frame));
            fill(visitor);
            assertThat(kept().at("/origin").toString()).contains("\"utm_source\":\"shop\"", origin + "/page");
            assertThat(kept().at("/status").asString()).isEqualTo("processed");
        } finally {
            server.stop(0);
        }
    }

    private void fill(ChromeDriver visitor) {
        new WebDriverWait(visitor, PATIENCE)
                .until(ExpectedConditions.visibilityOfElementLocated(By.name("name")))
                .sendKeys("Ada " + UUID.randomUUID());
        visitor.findElement(By.name("email")).sendKeys("ada@example.com");
        visitor.findElement(By.name("_consent0")).click();
        visitor.findElement(By.cssSelector("button[type=submit]")).click();
        new WebDriverWait(visitor, PATIENCE)
                .until(ExpectedConditions.textToBe(By.tagName("h1"), "Thank you"));
    }

    private JsonNode kept() {
        return as.get(SUBMISSIONS + "?sort=-id").expect(200).json().at("/results/0");
    }

    private Answer published(String more) {
        var protection = more.contains("protection") ? "" : ", \"protection\": {\"minimumSeconds\": 0}";
        var id = as
                .post("/api/v1/forms",
                        """
                {"name": "Contact us", "consents": [{"purpose": "terms", "text": "I agree", "required": true}],
                 "mapping": {"name": "name", "email": "email"}, "theme": {"accent": "#7A1FA2"},
                 "fields": {"type": "object", "required": ["name", "email"], "properties": {
                    "name": {"type": "string", "title": "Your name", "x-order": 1},
                    "email": {"type": "string", "format": "email", "title": "Your address", "x-order": 2},
                    "plan": {"type": "string", "enum": ["s", "l"], "title": "Plan", "x-labels": {"l": "Large"}},
                    "topics": {"type": "array", "title": "Topics", "items": {"type": "string", "enum": ["a", "b"]}}}}%s%s}"""
                                .formatted(protection, more))
                .expect(201)
                .id();
        return as.put("/api/v1/forms/" + id + "/publication", "").expect(200);
    }

    private ChromeDriver open(Answer form, boolean runsScripts) {
        var visitor = start(runsScripts);
        visitor.get("http://localhost:" + port() + Visitor.path(form.at("/url")));
        return visitor;
    }

    private ChromeDriver start(boolean runsScripts) {
        var options = new ChromeOptions().setBinary(BROWSER.toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
                        "--user-data-dir=" + profile.resolve(UUID.randomUUID().toString()));
        if (!runsScripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
        return browser;
    }

    private void quit() {
        if (browser != null) {
            browser.quit();
            browser = null;
        }
    }
}
