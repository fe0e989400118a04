package io.tidings.bench.report;

/** The pieces of plots. */
final class Svg {
    private static final String[] PEERS = {"#8a8f98", "#b08968", "#c9a227", "#9c89b8", "#7b9e89", "#c06c84"};

    private Svg() {}

    static String head(int width, int height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    }

    static String text(int x, int y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + escaped + "</text>\n";
    }

    /** Ours are blue, the floor is black, peers differ. */
    static String colour(String server, int index) {
        if (server.startsWith("floor")) return "#222";
        if (server.startsWith("lean")) return server.equals("lean") ? "#1565c0" : "#5e92f3";
        if (server.startsWith("reference")) return server.equals("reference") ? "#2e7d8c" : "#7fb8c4";
        return PEERS[index % PEERS.length];
    }
}
