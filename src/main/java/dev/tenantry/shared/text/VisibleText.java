package dev.tenantry.shared.text;

/** What of a text there is to see: spaces, joiners and fillers are no name, whichever of Unicode's they are. */
public final class VisibleText {

    private VisibleText() {}

    /** Whether it is empty or shows nothing. */
    public static boolean isBlank(CharSequence text) {
        return text.codePoints().allMatch(VisibleText::isInvisible);
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                || character == 0x2800 || isFiller(character);
    }

    /** Letters and marks that show nothing: fillers, joiners, variation selectors. */
    public static boolean isFiller(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x3164, 0xFFA0 -> true;
            default -> character >= 0x180B && character <= 0x180D || character >= 0xFE00 && character <= 0xFE0F
                    || character >= 0xE0000 && character <= 0xE0FFF;
        };
    }
}
