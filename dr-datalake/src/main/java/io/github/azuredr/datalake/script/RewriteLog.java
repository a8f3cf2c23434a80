package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects edits and findings by offset while a text is read, and turns them into lines and columns at the end. */
final class RewriteLog {
    private static final int LONGEST_TEXT = 200;

    private record Edit(int start, int end, String to) {
        int growth() {
            return to.length() - (end - start);
        }
    }

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
        for (int i = edit; i < edits.size(); i++) {
            growth += edits.get(i).growth();
        }
        return growth;
    }

    int edited() {
        return edits.size();
    }

    /** The text with the edits, or the very text when there are none. */
    char[] written() {
        if (edits.isEmpty()) {
            return text;
        }
        edits.sort(Comparator.comparingInt(Edit::start));
        char[] out = new char[text.length + growthSince(0)];
        int copied = 0;
        int filled = 0;
        for (Edit each : edits) {
            int kept = each.start() - copied;
            System.arraycopy(text, copied, out, filled, kept);
            each.to().getChars(0, each.to().length(), out, filled + kept);
            filled += kept + each.to().length();
            copied = each.end();
        }
        System.arraycopy(text, copied, out, filled, text.length - copied);
        return out;
    }

    /** Where offsets of the text are in {@link #written()}; asked with growing offsets, none of them inside an edit. */
    Shift shift() {
        return new Shift();
    }

    final class Shift {
        private int next;
        private int growth;

        int moved(int offset) {
            while (next < edits.size() && edits.get(next).end() <= offset) {
                growth += edits.get(next).growth();
                next++;
            }
            return offset + growth;
        }
    }

    /** The report on the finished text. */
    RewriteResult.Rewritten report(String written) {
        notes.sort(Comparator.comparingInt(Note::start));
        List<Rewrite> rewrites = new ArrayList<>(edits.size());
        List<Undecided> undecided = new ArrayList<>(notes.size());
        Positions positions = new Positions(text);
        int note = 0;
        for (Edit each : edits) {
            note = undecided(note, each.start(), positions, undecided);
            positions.advanceTo(each.start());
            String from = new String(text, each.start(), each.end() - each.start());
            rewrites.add(new Rewrite(positions.line(), positions.column(), from, each.to()));
        }
        undecided(note, text.length, positions, undecided);
        return new RewriteResult.Rewritten(written, rewrites, undecided);
    }

    /** Turns notes up to an offset into lines and columns, and says which comes next; the text is walked once for all. */
    private int undecided(int from, int upTo, Positions positions, List<Undecided> all) {
        int i = from;
        while (i < notes.size() && notes.get(i).start() <= upTo) {
            Note each = notes.get(i);
            positions.advanceTo(each.start());
            all.add(new Undecided(positions.line(), positions.column(), shown(each), each.reason()));
            i++;
        }
        return i;
    }

    private String shown(Note note) {
        int end = Math.min(note.end(), note.start() + LONGEST_TEXT);
        if (end < note.end() && Character.isHighSurrogate(text[end - 1])) {
            end--;
        }
        return new String(text, note.start(), end - note.start());
    }
}
