package dev.tenantry.crm.email.message;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A text, and the mail before it that programs put below an answer. What stands between the lines of an answer is a part of it: such a text
 * stays whole.
 *
 * @param body   what is new
 * @param quoted the rest, from the line that says whose it is; null where there is none
 */
public record QuotedText(String body, @Nullable String quoted) {

    private static final int LONGEST_LINE = 400;
    /** A line that says who wrote what follows may be broken in as many. */
    private static final int BROKEN = 3;
    /** Lines that could be one: a text that has more is no answer to a mail. */
    private static final int MOST_TRIED = 500;

    /** Gmail, Apple Mail, Thunderbird and others, as they say it in many languages. */
    private static final List<Pattern> WROTE = Stream.of("on .{4,300} wrote ?:", "am .{4,300} schrieb .{0,200}:",
            ".{4,300} schrieb am .{4,200}:", "le .{4,300} a écrit ?:", "el .{4,300} escribi[óo] ?:",
            "il .{4,300} ha scritto ?:", "em .{4,300} escreveu ?:", "op .{4,300} schreef .{0,200}:",
            ".{4,300} skrev .{0,200}:", ".{4,300} kirjoitti .{0,200}:",
            "dnia .{4,300} napisał\\(?a?\\)? ?:", "w dniu .{4,300} pisze ?:", ".{4,300} написал\\(?а?\\)? ?:",
            ".{4,300} пише ?:", ".{4,300} napsal\\(?a?\\)? ?:", ".{4,300} tarihinde .{0,200}yazdı ?:",
            ".{4,300} írta .{0,200}:", "στις .{4,300} έγραψε ?:", ".{4,300} כתב .{0,100}:",
            "בתאריך .{4,300} מאת .{2,200}:",
            ".{4,300} كتب .{0,100}:", "في .{4,300} كتب.{0,200}:", "في .{4,300} تمت كتابة ما يلي بواسطة .{2,200}:",
            "در .{4,300} نوشت ?:",
            "在 ?.{4,300}写道 ?[:：]", ".{4,300}于.{4,100}写道 ?[:：]", "於 ?.{4,300}寫道 ?[:：]", ".{4,300} 於.{4,100}寫道 ?[:：]",
            "\\d{4}年\\d{1,2}月\\d{1,2}日.{4,300}<[^<>]+@[^<>]+> ?[:：]", ".{4,300}のメール ?[:：]",
            ".{4,300} 작성 ?[:：]")
            .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
            .toList();
    /** Outlook and others: a line of dashes around words. */
    private static final Pattern SEPARATOR = Pattern.compile("(?<![-_])[-_]{4,}+ ?[^-_<>@]{4,60}+[-_]{4,}+");
    /** In whichever language, where what is quoted follows: who has written it, and when. */
    private static final Pattern NAMED = Pattern.compile("[^<>]{0,300}<[^<>\\s@]{1,64}@[^<>\\s@]{1,255}>[^<>]{0,100}");
    /** Marks of the direction stand around names and addresses, which nobody sees. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}++");
    private static final Pattern RULE = Pattern.compile("[-_]{4,}");
    private static final Pattern FORWARDED = Pattern.compile(
            "begin forwarded message ?:|anfang der weitergeleiteten nachricht ?:"
                    + "|début du message (?:réexpédié|transféré) ?:|inicio del mensaje reenviado ?:|inizio messaggio inoltrato ?:",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** The first of the fields that Outlook puts above a mail, and what follows it. */
    private static final Pattern FROM = Pattern.compile(
            "\\*?(?:from|von|de|da|van|från|fra|od|lähettäjä|feladó|kimden|от|від|发件人|寄件者|差出人|보낸 사람|מאת|من)\\*? ?[:：]\\*? ?.{3,300}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FIELD = Pattern.compile("\\*?[\\p{L} ]{2,20}\\*? ?[:：]\\*? ?.{1,300}");

    public static QuotedText of(String text) {
        return new Reader(text.split("\n", -1)).read(text);
    }

    private static final class Reader {

        private final String[] lines;
        /** By line, where the next one is that is marked as quoted. */
        private final int[] marked;
        /** Behind the last line that is nobody's quote nothing is an answer. */
        private final int lastUnmarked;
        private int tried;

        Reader(String[] lines) {
            this.lines = lines;
            var last = lines.length - 1;
            while (last >= 0 && (lines[last].isBlank() || isMarked(last))) {
                last--;
            }
            this.lastUnmarked = last;
            this.marked = new int[lines.length + 1];
            marked[lines.length] = lines.length;
            for (var at = lines.length - 1; at >= 0; at--) {
                marked[at] = isMarked(at) ? at : marked[at + 1];
            }
        }

        QuotedText read(String text) {
            for (var line = 0; line < lines.length; line++) {
                var quote = quote(line);
                if (quote >= 0 && isRest(quote)) {
                    var body = joined(0, line).stripTrailing();
                    return body.isBlank()
                            ? new QuotedText(text, null)
                            : new QuotedText(body, joined(line, lines.length));
                }
            }
            return new QuotedText(text, null);
        }

        private String joined(int from, int to) {
            return String.join("\n", List.of(lines).subList(from, to));
        }

        private String seen(int at) {
            var line = lines[at];
            return line.length() > LONGEST_LINE ? line : UNSEEN.matcher(line).replaceAll("").strip();
        }

        /** The next line that is not empty, of one or two. */
        private int behind(int at) {
            return at + 1 < lines.length && lines[at + 1].isBlank() ? at + 2 : at + 1;
        }

        private boolean isMarked(int at) {
            return at < lines.length && lines[at].stripLeading().startsWith(">");
        }

        /** Where the quote begins of which this line says whose it is, or is the first; negative where it is none. */
        private int quote(int at) {
            var line = seen(at);
            if (line.isEmpty() || line.length() > LONGEST_LINE) {
                return -1;
            }
            if (isMarked(at)) {
                return at;
            }
            if (SEPARATOR.matcher(line).matches() || FORWARDED.matcher(line).matches()) {
                return at + 1;
            }
            return isHeader(RULE.matcher(line).matches() ? at + 1 : at) ? at + 1 : wrote(at, line);
        }

        /** Whether a mail's fields begin here. */
        private boolean isHeader(int at) {
            if (at == lines.length) {
                return false;
            }
            var line = lines[at].strip();
            return line.length() <= LONGEST_LINE && FROM.matcher(line).matches() && hasFields(at + 1);
        }

        private boolean hasFields(int from) {
            var fields = 0;
            for (var at = from; at < Math.min(lines.length, from + 4); at++) {
                var line = lines[at].strip();
                fields += line.length() <= LONGEST_LINE && FIELD.matcher(line).matches() ? 1 : 0;
            }
            return fields >= 2;
        }

        private int wrote(int at, String first) {
            var said = new StringBuilder(first);
            for (var end = at; end < Math.min(lines.length, at + BROKEN); end++) {
                if (end > at) {
                    var more = seen(end);
                    if (more.isEmpty() || said.length() + more.length() > LONGEST_LINE) {
                        return -1;
                    }
                    said.append(' ').append(more);
                }
                if (isEnd(said) && tried++ < MOST_TRIED && (isMarked(behind(end)) && isNamed(said)
                        || WROTE.stream().anyMatch(form -> form.matcher(said).matches()))) {
                    return end + 1;
                }
            }
            return -1;
        }

        private static boolean isNamed(CharSequence said) {
            return said.codePoints().anyMatch(Character::isDigit) && NAMED.matcher(said).matches();
        }

        private static boolean isEnd(CharSequence said) {
            var last = said.charAt(said.length() - 1);
            return last == ':' || last == '：';
        }

        /** Whether nothing follows that is an answer: between lines that are marked as quoted, or behind them. */
        private boolean isRest(int from) {
            return marked[from] > lastUnmarked;
        }
    }
}
