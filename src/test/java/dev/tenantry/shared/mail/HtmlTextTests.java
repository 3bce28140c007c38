package dev.tenantry.shared.mail;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p>Dear  Tom &amp; <b>Jerry</b>,</p><p>hello<br>there</p>      | Dear Tom & Jerry,//hello/there
            <head><title>x</title></head><STYLE>p{}</STYLE>Hi<!-- > no --> | Hi
            <ul><li>one</li><li>two</li></ul>                              | - one/- two
            See <a class="b" href="https://a.example/?x=1&amp;y=2">here</a>. | See here (https://a.example/?x=1&y=2).
            <a href='https://a.example'>https://a.example</a>              | https://a.example
            <table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table> | 1 2/3
            a < b &lt;i&gt; <i                                             | a < b <i>
            <script>alert(1)                                               | ``
            <div>a<br><br>b</div><div><p>c</p></div><p>d</p>               | a//b//c//d
            <table>1<tr><td>2<td>3<tr><a href=x:y>4<p>5                    | 1/2 3/4//5 (x:y)
            <a title='>' data-href=z href = "x:y" >a</a><a name=b>c</a><?d?>e | a (x:y)ce
            plain                                                          | plain""")
    void isWhatPeopleRead(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text.replace('/', '\n').replace(":\n\n", "://").replace("e\n?", "e/?"));
    }

    @Test
    @Timeout(5)
    void takesNoLongerForWhatNeverEnds() {
        assertThat(HtmlText.of("<a href=\"<style><!--".repeat(5_000))).startsWith("(<style>");
        assertThat(HtmlText.of("<div>".repeat(20_000) + "x")).isEqualTo("x");
        assertThat(HtmlText.of("<br>&#10;".repeat(12_000) + "x")).endsWith("x");
        assertThat(HtmlText.of("<ul><li>".repeat(12_000) + "x")).endsWith("- x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<table><td>", "<table><b>", "<b></p>", "<a href=x>", "<p style='", "<style>", "<!--",
        "</"})
    @Timeout(20)
    void takesALongPageInAMoment(String tags) {
        assertThat(HtmlText.of(tags.repeat(1_000_000 / tags.length()))).isNotNull();
    }

    /** At each tag all are looked at that are open. Nothing that is deeper is passed over. */
    @ParameterizedTest
    @ValueSource(strings = {"<ul><li>", "<dl><dd>", "<table><tr><td>", "<div>", "<b>"})
    void looksAtSoManyThatAreOpen(String tags) {
        var deepest = new AtomicInteger();
        HtmlPages.parse(tags.repeat(600)).traverse((_, depth) -> deepest.accumulateAndGet(depth, Math::max));

        assertThat(deepest.get()).isLessThan(110);
        assertThat(HtmlLinks.fault(tags.repeat(600) + "<a href='javascript:alert(1)'>x</a>")).contains("href leads to");
    }
}
