package dev.tenantry.welcome.demo;

import java.util.List;

/** What the demo organization's customers and deals are called. None of them exists. */
final class Words {

    /** @param price of one, in dollars */
    record Product(String name, int price, int fewest, int most) {}

    static final List<String> COMPANIES = List.of("Alder Freight", "Birchwood Foods", "Cobalt Robotics",
            "Dunmore Textiles",
            "Eastgate Clinics", "Fernhill Energy", "Granite Bay Builders", "Harbor & Sons", "Ironleaf Tools",
            "Juniper Hotels", "Kestrel Airways", "Larkspur Media", "Mistral Shipping", "Northwind Dairy",
            "Orchard Lane Schools", "Pinecrest Dental", "Quarry Street Bank", "Redfern Motors", "Silverbrook Paper",
            "Tidewater Labs", "Umber Ceramics", "Valebridge Insurance", "Westmark Retail", "Yarrow Gardens",
            "Zephyr Cycles");
    static final List<String> SECTORS = List.of("logistics", "food", "technology", "manufacturing", "health", "energy",
            "construction", "retail", "services", "finance");
    static final List<String> LOCATIONS = List.of("Portland", "Bristol", "Utrecht", "Toronto", "Gothenburg", "Austin",
            "Lyon", "Graz", "Porto", "Cork");
    static final List<String> FIRST_NAMES = List.of("Amara", "Bruno", "Clara", "Dmitri", "Elena", "Farid", "Greta",
            "Hugo", "Ines", "Jonas", "Keiko", "Lucas", "Mina", "Nils", "Olivia", "Pavel", "Rosa", "Samuel", "Tessa",
            "Victor", "Wanda", "Yusuf", "Zoe");
    static final List<String> LAST_NAMES = List.of("Albrecht", "Bennett", "Castro", "Dahl", "Eriksen", "Fontaine",
            "Gallagher", "Hoffman", "Ivanova", "Jansen", "Kowalski", "Lindgren", "Moreau", "Novak", "Okafor",
            "Pereira", "Quinn", "Rossi", "Sato", "Thorne");
    static final List<String> JOBS = List.of("Managing director", "Head of purchasing", "Operations manager",
            "Finance lead", "IT manager", "Plant manager", "Office manager");
    static final List<String> AGENTS = List.of("Maya Lind", "Owen Hart", "Priya Nair", "Tom Becker");
    static final List<Product> PRODUCTS = List.of(new Product("Starter plan", 240, 5, 20),
            new Product("Team plan", 420, 10, 45), new Product("Enterprise plan", 650, 30, 140),
            new Product("Onboarding", 1200, 2, 8), new Product("Support contract", 900, 3, 18));
    static final List<String> TASKS = List.of("Call %s about the offer", "Send %s the contract",
            "Prepare a demonstration for %s", "Ask %s who decides", "Go through the requirements with %s",
            "Remind %s of the offer");
    static final List<String> NOTES = List.of("Prefers to be called in the morning.",
            "They compare us with what they have today; the price is not what decides.",
            "Wants a reference from the same sector.", "The budget is settled in the next quarter.",
            "Asked for single sign-on and an export of all data.", "Met at the fair; very interested.",
            "A colleague in purchasing has to agree.", "Happy with the trial so far.");

    private Words() {}
}
