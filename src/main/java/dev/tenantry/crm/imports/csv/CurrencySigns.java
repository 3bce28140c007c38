package dev.tenantry.crm.imports.csv;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Currencies;

/** The signs that stand for currencies in files. */
public final class CurrencySigns {

    /** Each sign with its meanings. An asterisk: the first one is meant where nobody says otherwise. */
    private static final Map<String, List<String>> SIGNS = signs(
            """
            $ *USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BND FJD JMD TTD BBD BSD BZD XCD NAD LRD GYD SRD DOP CUP \
            KYD BMD SBD
            US$ USD|C$ *CAD NIO|CA$ CAD|CAN$ CAD|A$ AUD|AU$ AUD|NZ$ NZD|S$ SGD|HK$ HKD|NT$ TWD|MX$ MXN|R$ BRL
            € EUR|£ *GBP EGP LBP SYP GIP FKP SHP SSP|¥ JPY CNY|円 JPY|元 *CNY TWD HKD|RMB CNY|₩ KRW|₹ INR|RS INR PKR LKR NPR MUR
            ₽ RUB|РУБ *RUB BYN|Р *RUB BYN|₺ TRY|TL TRY|₪ ILS|₫ VND|Đ VND|₴ UAH|ГРН UAH|₦ NGN|฿ THB|₱ PHP|₵ GHS|₸ KZT|₼ AZN|₾ GEL
            ₡ CRC|₲ PYG|₮ MNT|៛ KHR|₭ LAK|৳ BDT|ZŁ PLN|ZL PLN|KČ CZK|KC CZK|FT HUF|LEI *RON MDL|ЛВ BGN
            KR SEK NOK DKK ISK|FR *CHF XOF XAF DJF GNF KMF RWF BIF CDF|SFR CHF|R ZAR|RM MYR|RP IDR|د.إ AED|ر.س SAR|FCFA *XOF XAF
            E£ EGP|원 KRW|﷼ *IRR YER OMR QAR SAR|ریال IRR|บาท THB|VNĐ VND|SR *SAR SCR|DHS AED|KD KWD|BD BHD|JD JOD|DT TND|د.ك KWD|د.ب BHD|د.أ JOD|د.ت TND|د.ع IQD|د.ل LYD|ر.ع OMR|ر.ق QAR|ج.م EGP""");

    private CurrencySigns() {}

    /** What a code, in any case, or a sign can mean; empty where it means nothing. */
    public static Set<String> meanings(String sign) {
        var upper = PlainText.of(sign).toUpperCase(Locale.ROOT);
        if (Currencies.isInUse(upper)) {
            return Set.of(upper);
        }
        var known = SIGNS.getOrDefault(upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper,
                List.of());
        return known.stream().map(CurrencySigns::code).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The one of them that is meant.
     *
     * @param expected by whoever reads it
     * @return null where nobody can tell
     */
    public static @Nullable String choose(Set<String> meanings, @Nullable String expected) {
        if (expected != null && meanings.contains(expected)) {
            return expected;
        }
        if (meanings.size() == 1) {
            return meanings.iterator().next();
        }
        return SIGNS.values()
                .stream()
                .filter(known -> known.size() == meanings.size() && known.getFirst().startsWith("*"))
                .filter(known -> known.stream().allMatch(each -> meanings.contains(code(each))))
                .map(known -> code(known.getFirst()))
                .findFirst()
                .orElse(null);
    }

    private static String code(String meaning) {
        return meaning.startsWith("*") ? meaning.substring(1) : meaning;
    }

    private static Map<String, List<String>> signs(String table) {
        var signs = new HashMap<String, List<String>>();
        for (var entry : table.split("[|\n]")) {
            var words = Arrays.asList(entry.strip().split(" "));
            signs.put(words.getFirst(), List.copyOf(words.subList(1, words.size())));
        }
        return Map.copyOf(signs);
    }
}
