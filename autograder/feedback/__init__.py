"""What students and instructors read: panels in notebooks, feedback pages, reports."""
