package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects edits and findings by offset while a text is read, and turns them into lines and columns at the end. */
final class RewriteLog {
    private static final int LONGEST_TEXT = 200;

    private record Edit(int start, int end, String to) {}

    private record Note(int start, int end, Undecided.Reason reason) {}

    private final char[] text;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    RewriteLog(char[] text) {
        this.text = text;
    }

    void replace(int start, int end, String to) {
        edits.add(new Edit(start, end, to));
    }

    void note(int start, int end, Undecided.Reason reason) {
        notes.add(new Note(start, end, reason));
    }

    int noted() {
        return notes.size();
    }

    /** By how many bytes of UTF-8 the edits since a moment ago lengthen the text; the labels on both sides are ASCII. */
    int growthSince(int edit) {
        int growth = 0;
        for (Edit each : edits.subList(edit, edits.size())) {
            growth += each.to().length() - (each.end() - each.start());
        }
        return growth;
    }

    int edited() {
        return edits.size();
    }

    RewriteResult.Rewritten apply(String original) {
        edits.sort(Comparator.comparingInt(Edit::start));
        notes.sort(Comparator.comparingInt(Note::start));
        Positions positions = new Positions(text);
        List<Rewrite> rewrites = new ArrayList<>(edits.size());
        StringBuilder out = new StringBuilder(edits.isEmpty() ? 0 : text.length + 16);
        int copied = 0;
        for (Edit each : edits) {
            out.append(text, copied, each.start() - copied).append(each.to());
            copied = each.end();
            String from = new String(text, each.start(), each.end() - each.start());
            positions.advanceTo(each.start());
            rewrites.add(new Rewrite(positions.line(), positions.column(), from, each.to()));
        }
        String rewritten = original;
        if (!edits.isEmpty()) {
            rewritten = out.append(text, copied, text.length - copied).toString();
        }
        return new RewriteResult.Rewritten(rewritten, rewrites, undecided());
    }

    private List<Undecided> undecided() {
        Positions positions = new Positions(text);
        List<Undecided> all = new ArrayList<>(notes.size());
        for (Note each : notes) {
            positions.advanceTo(each.start());
            all.add(new Undecided(positions.line(), positions.column(), shown(each), each.reason()));
        }
        return all;
    }

    private String shown(Note note) {
        int end = Math.min(note.end(), note.start() + LONGEST_TEXT);
        if (end < note.end() && Character.isHighSurrogate(text[end - 1])) {
            end--;
        }
        return new String(text, note.start(), end - note.start());
    }
}
