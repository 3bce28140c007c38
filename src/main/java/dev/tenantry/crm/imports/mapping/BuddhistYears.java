package dev.tenantry.crm.imports.mapping;

import java.util.regex.Pattern;

import dev.tenantry.crm.imports.csv.PlainText;

/** Thailand counts the years of the Gregorian calendar from 543 years earlier: 2569 is 2026. */
final class BuddhistYears {

    private static final int AHEAD = 543;
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)2[4-6]\\d{2}(?!\\d)");

    private BuddhistYears() {}

    /** The date with its year as it is counted elsewhere, before it is read: leap years are others. */
    static String common(String date) {
        var plain = PlainText.of(date);
        var year = YEAR.matcher(plain);
        return year.find()
                ? plain.substring(0, year.start()) + (Integer.parseInt(year.group()) - AHEAD)
                        + plain.substring(year.end())
                : date;
    }
}
